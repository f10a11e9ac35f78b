"""Social networks: their hosts, what their profiles look like, and who makes websites and leaves links to itself in them."""

from typing import NamedTuple

from pipeline.lexicon.phrases import word_set


class Network(NamedTuple):
    """How profiles of a network look: hosts, first path parts that hold a name behind them (with how many parts), those that are no profiles.

    ``alone``: a longer path is no profile; ``sharing``: parts behind a prefix that pass a page on.
    """

    name: str
    hosts: frozenset[str]
    prefixes: dict[str, int]
    refused: frozenset[str]
    bare: bool = True
    alone: bool = False
    sharing: frozenset[str] = frozenset()


def network(name: str, hosts: str, prefixes: str = "", refused: str = "", *, share: str = "", bare: bool = True, alone: bool = False) -> Network:
    """Return a network out of words; ``prefixes`` are written "people=3" where more than two parts belong to a profile."""
    depth = {part.partition("=")[0]: int(part.partition("=")[2] or 2) for part in prefixes.split()}
    return Network(name, frozenset(hosts.split()), depth, frozenset(refused.split()), bare, alone, frozenset(share.split()))


NETWORKS = (
    network(
        "facebook",
        "facebook.com fb.com fb.me",
        "p pages=3 people=3 groups",
        """sharer sharer.php share share.php dialog plugins tr login login.php events photo photo.php photos hashtag watch story.php policies
        policy privacy help legal business ads v2.0 permalink.php reel""",
    ),
    network("instagram", "instagram.com instagr.am", "", "p reel reels explore stories tv accounts share about legal developer"),
    network("linkedin", "linkedin.com", "company in school showcase groups pub", "", bare=False),
    network("x", "twitter.com x.com", "", "share intent home hashtag search i login privacy tos status"),
    network("youtube", "youtube.com", "channel c user", "watch embed playlist results shorts feed live redirect iframe_api t about"),
    network("tiktok", "tiktok.com", "", "share embed tag music foryou discover v legal"),
    network("xing", "xing.com", "companies pages profile company", "", bare=False),
    network(
        "pinterest",
        "pinterest.com pinterest.de pinterest.fr pinterest.es pinterest.it pinterest.co.uk pinterest.at pinterest.ch pinterest.se pinterest.jp",
        "",
        "pin search explore ideas",
    ),
    network("vk", "vk.com", "", "share.php share widget wall away.php feed"),
    network("telegram", "t.me telegram.me", "s", "share joinchat iv addstickers"),
    network("line", "line.me lin.ee page.line.me", "R=4 ti=3", "", share="msg share nv"),
    network("threads", "threads.net threads.com", "", "share intent"),
    network("ok", "ok.ru", "group profile", "dk share offer"),
    network("snapchat", "snapchat.com", "add", "", bare=False),
    network("behance", "behance.net", "", "gallery search"),
    network("vimeo", "vimeo.com", "", "video channels ondemand"),
    network("weibo", "weibo.com", "u", "share"),
    network("viber", "chats.viber.com", "", ""),
    network(
        "github", "github.com", "orgs", "features pricing sponsors topics login join about explore marketplace search settings contact security", alone=True
    ),
)
BY_HOST = {host: network for network in NETWORKS for host in network.hosts}

SHORT_HOSTS = {"fb.com": "facebook.com", "instagr.am": "instagram.com"}
"""Short addresses of networks -> where their profiles stand."""

ICONS: dict[str, str] = {
    "instagram": "instagram.com/", "facebook": "facebook.com/", "tiktok": "tiktok.com/@", "twitter": "twitter.com/", "youtube": "youtube.com/@",
    "pinterest": "pinterest.com/", "telegram": "t.me/", "threads": "threads.net/@", "snapchat": "snapchat.com/add/",
}  # fmt: skip
"""A network in the class or the file name of a sign -> what stands before a handle beside it."""

WORDS: dict[str, str] = {
    "instagram": "instagram.com", "insta": "instagram.com", "ig": "instagram.com", "facebook": "facebook.com", "fb": "facebook.com",
    "tiktok": "tiktok.com", "twitter": "twitter.com", "threads": "threads.net", "telegram": "t.me", "youtube": "youtube.com",
    "pinterest": "pinterest.com", "vk": "vk.com", "snapchat": "snapchat.com/add", "инстаграм": "instagram.com", "телеграм": "t.me",
    "インスタグラム": "instagram.com", "インスタ": "instagram.com",
}  # fmt: skip
"""How a network is named before a handle in a text -> where its profiles stand."""

SHARING = word_set(
    """sharer sharer.php share share.php dialog intent sharearticle share-offsite widget offer dk pin tweet send submit like like.php
    create plugins_share addthis"""
)
"""First parts of paths that pass a page on to a network."""

BUILDERS = word_set(
    """wix wixcom wixstudio squarespace wordpress wordpressdotcom wpengine elementor elegantthemes divi weebly jimdo shopify godaddy webflow framer
    bootstrapmade htmlcodex colorlib templatemo html5up themeforest envato themewagon themefisher styleshout freehtml5co getbootstrap
    prestashop joomla drupal magento opencart typo3 contao bigcommerce webnode strikingly site123 duda ionos strato onecom loopia hostinger
    bluehost siteground mailchimp hubspot canva twitter facebook instagram meta linkedin youtube pinterest tiktok google tripadvisor booking
    airbnb bookingcom trustpilot yelp"""
)
"""Handles of site builders, themes, hosts and networks themselves: never the company whose page they stand on (unless it is theirs)."""
