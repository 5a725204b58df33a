"""What a recorded figure shows."""

import html
import json
import re


def data(svg):
    """The [label, points] pairs that the run of a program wrote into its figure."""
    description = re.search(r"<dc:description>(.*?)</dc:description>", svg, re.DOTALL)
    return json.loads(html.unescape(description[1])) if description else []
