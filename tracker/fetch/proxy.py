"""The proxy that the environment names (http_proxy, https_proxy, all_proxy, no_proxy)."""

from urllib.request import getproxies, proxy_bypass

from tracker.fetch.guard import is_loopback


def proxy_for(scheme: str, host: str) -> str | None:
    """Address of the proxy for such a request; None for loopback, which a proxy would take for its own machine."""
    if is_loopback(host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
