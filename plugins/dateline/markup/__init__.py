"""Markdown to sanitised HTML with places for components; says nothing about what the references lead to."""
