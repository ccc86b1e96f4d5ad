"""Addresses of signing in, of one's own page, and of who does what in a place and for the site."""

from allauth.mfa.webauthn.views import login_webauthn
from allauth.usersessions.views import list_usersessions
from django.urls import path

from parvis.people.views import demo, passkeys, roles, sign_in, site_roles, you

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.code, name="sign_in_code"),
    path("sign-in/again/", sign_in.sign_in_again, name="sign_in_again"),
    path("sign-in/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed/", sign_in.inactive, name="account_inactive"),
    path("sign-in/out/", sign_in.sign_out, name="account_logout"),
    path("you/", you.you, name="you"),
    path("you/passkeys/add/", passkeys.add_passkey, name="add_passkey"),
    path("you/passkeys/<int:pk>/rename/", passkeys.rename_passkey, name="rename_passkey"),
    path("you/passkeys/<int:pk>/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("you/sessions/", list_usersessions, name="usersessions_list"),
    path("you/roles/<int:pk>/leave/", you.leave_role, name="leave_role"),
    path("you/site-roles/<int:pk>/leave/", you.leave_site_role, name="leave_site_role"),
    path("you/export/", you.export, name="export"),
    path("you/erase/", you.erase, name="erase"),
    path("goodbye/", you.erased, name="erased"),
    path("places/<slug:slug>/people/", roles.people, name="people"),
    path("places/<slug:slug>/people/roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path(
        "places/<slug:slug>/people/invitations/<int:pk>/withdraw/",
        roles.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "places/<slug:slug>/people/invitations/<int:pk>/again/",
        roles.renew_invitation,
        name="renew_invitation",
    ),
    path("places/<slug:slug>/people/institutions/add/", roles.add_organisation, name="add_organisation"),
    path("desk/people/", site_roles.people, name="site_people"),
    path("desk/people/roles/<int:pk>/end/", site_roles.end_role, name="end_site_role"),
    path("desk/people/invitations/<int:pk>/again/", site_roles.renew_invitation, name="renew_site_invitation"),
    path("desk/people/invitations/<int:pk>/withdraw/", site_roles.withdraw_invitation, name="withdraw_site_invitation"),
    path("invitations/<str:token>/", roles.invitation, name="invitation"),
    path("demo/", demo.choose, name="demo"),
]
