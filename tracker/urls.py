"""The map: every address of the site."""

urlpatterns: list[object] = []
