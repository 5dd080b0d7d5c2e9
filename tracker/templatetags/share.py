"""What other sites show of a page: full addresses, and the code to paste for a badge or a card."""

from django import template
from django.conf import settings
from django.utils.html import escape

register = template.Library()

CARD_WIDTH, CARD_HEIGHT = 360, 340


@register.filter
def absolute(address: str) -> str:
    """The address with the site's own in front, as others need it."""
    return f"{settings.SITE_URL}{address}"


@register.simple_tag
def badge_code(address: str, picture: str, name: str) -> str:
    """HTML that shows the badge and links it to its page; `address` and `picture` as the site has them."""
    return f'<a href="{escape(absolute(address))}"><img src="{escape(absolute(picture))}" alt="{escape(name)}"></a>'


@register.simple_tag
def card_code(address: str, name: str) -> str:
    """HTML that shows the card in a frame."""
    source, size = escape(absolute(address)), f'width="{CARD_WIDTH}" height="{CARD_HEIGHT}"'
    return f'<iframe src="{source}" title="{escape(name)}" {size} loading="lazy" frameborder="0"></iframe>'
