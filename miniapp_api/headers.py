"""Security headers of every answer, after ASVS 5.0 section 3.4."""

from urllib.parse import urlsplit

from flask import Response, request

from miniapp_api.services import ApiSettings, services

# DingTalk opens the page in its own web view; its desktop client frames it from these hosts.
DINGTALK_FRAMES = "https://*.dingtalk.com"
HSTS = "max-age=31536000; includeSubDomains"


def add_headers(response: Response) -> Response:
    settings = services().settings
    response.headers["Content-Security-Policy"] = content_security_policy(settings)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()"
    if settings.public_url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = HSTS
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def content_security_policy(settings: ApiSettings) -> str:
    """Scripts from us and the jsapi script's origin only. Styles inline: antd writes its style elements at run time."""
    jsapi = origin_of(settings.jsapi_url)
    frames = jsapi or DINGTALK_FRAMES
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' {jsapi}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {jsapi}".strip(),
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": f"'self' {frames}",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def origin_of(url: str) -> str:
    """Scheme, host and port of an address; "" for ""."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else ""
