"""What the WeChat official account and WeCom have in common: the sealed callback and its door, the API behind a token that
runs out, the cutting of texts. Knows neither what is said on them nor how it is shown.
"""
