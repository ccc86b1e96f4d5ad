"""Pages of the site itself."""

from django.urls import path

from parvis.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<str:code>/", views.trail, name="trail"),
    path("receipts/<str:code>/proof.json", views.trail_proof, name="trail_proof"),
    path("desk/", views.desk, name="desk"),
    path("letters/duties-leave/<str:token>/", views.leave_duties, name="leave_duties"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
