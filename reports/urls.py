from django.urls import path

from reports.views import documents, sentences, words

app_name = "reports"
urlpatterns = [
    path("documents/", documents.index, name="index"),
    path("documents/new/<int:round_pk>/", documents.start, name="document_start"),
    path("documents/plan/<int:year>/", documents.start_of_plan, name="document_start_plan"),
    path("documents/sentences/<str:kind>/", sentences.edit, name="document_sentences"),
    path("documents/<int:pk>/", documents.detail, name="document"),
    path("documents/<int:pk>/words/", words.of_document, name="document_words"),
    path("documents/<int:pk>/edit/", documents.edit, name="document_edit"),
    path("documents/<int:pk>/pdf/", documents.pdf, name="document_pdf"),
    path("documents/<int:pk>/docx/", documents.docx, name="document_docx"),
    path("documents/<int:pk>/delete/", documents.delete, name="document_delete"),
    path("words/plan/<int:year>/", words.of_plan, name="plan_words"),
    path("words/analysis/<int:year>/", words.of_analysis, name="analysis_words"),
    path("words/kept/<int:pk>/forget/", words.forget, name="word_forget"),
]
