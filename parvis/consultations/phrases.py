"""What is printed on the sheets of workshops all over the world, and is nobody's idea."""

TEMPLATE_PHRASES = (
    # English
    "Idea:", "My idea:", "Your idea", "Your idea here", "Write here", "Write your note here", "Write your idea here",
    "Type here", "Type something", "Add text", "Your text here", "Note", "Notes", "Sticky note", "Comment", "Comments",
    "Name", "Topic", "Theme", "Problem", "Solution", "Question", "Lorem ipsum", "Lorem ipsum dolor sit amet",
    "To be completed", "Insert your idea",
    # French
    "Idée :", "Mon idée", "Votre idée", "Votre idée ici", "Écrivez ici", "Écrivez votre note ici",
    "Écrivez votre idée ici", "Votre texte ici", "Ajoutez du texte", "Commentaire", "Commentaires", "Nom", "Sujet",
    "Thème", "Problème", "Solution :", "À compléter",
    # Spanish
    "Idea :", "Mi idea", "Su idea", "Su idea aquí", "Tu idea", "Tu idea aquí", "Escriba aquí", "Escribe aquí",
    "Escriba su nota aquí", "Escribe tu nota aquí", "Escriba su idea aquí", "Escribe tu idea aquí", "Su texto aquí",
    "Añadir texto", "Nota", "Notas", "Comentario", "Comentarios", "Nombre", "Tema", "Problema", "Solución",
    "Por completar",
    # Arabic
    "فكرة:", "الفكرة:", "فكرتي", "فكرتك", "فكرتك هنا", "اكتب هنا", "اكتب ملاحظتك هنا", "اكتب فكرتك هنا", "أضف نصاً",
    "نصك هنا", "ملاحظة", "ملاحظات", "تعليق", "تعليقات", "الاسم", "الموضوع", "المشكلة", "الحل",
)  # fmt: skip
