// Runs in a world of its own beside the page's scripts: what they make of prototypes and globals is not seen here.
(() => {
  const VOID = new Set(
    "area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split(" "));
  const RAW = new Set("style script xmp iframe noembed noframes plaintext noscript".split(" "));
  const HTML = "http://www.w3.org/1999/xhtml";
  const text = (said) => said.toWellFormed().replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const value = (said) => text(said).replace(/"/g, "&quot;");
  let changes = 0;
  const watched = new WeakSet();
  const observer = new MutationObserver(() => { changes += 1; });
  const watch = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, {childList: true, characterData: true, subtree: true});
  };
  watch(document);

  // What a reader sees in an element's place: of an open shadow tree its content, and in its slots what was put there.
  const inside = (node) => {
    if (node.shadowRoot) { watch(node.shadowRoot); return node.shadowRoot.childNodes; }
    if (node.localName === "slot" && node.namespaceURI === HTML) {
      const given = node.assignedNodes();
      if (given.length) return given;
    }
    return node.localName === "template" && node.content ? node.content.childNodes : node.childNodes;
  };

  const open = (node, name) => {
    const named = Array.from(node.attributes, (one) => [one.name, one.value]);
    named.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    return `<${name}${named.map(([key, said]) => ` ${key}="${value(said)}"`).join("")}>`;
  };

  const written = (node) => {
    switch (node.nodeType) {
      case Node.TEXT_NODE: return text(node.data);
      case Node.COMMENT_NODE: return `<!--${text(node.data).replace(/--/g, "- -").replace(/-$/, "- ")}-->`;
      default: return "";
    }
  };

  globalThis.trackerPage = {
    changes: () => changes,
    height: () => Math.max(document.documentElement?.scrollHeight ?? 0, document.body?.scrollHeight ?? 0),
    parsed: () => document.readyState !== "loading",
    down: () => {
      const before = window.scrollY;
      window.scrollTo({top: before + window.innerHeight, behavior: "instant"});
      return window.scrollY > before;
    },
    // The page in one form of writing: attributes in their order, one way to escape. Null where it is longer than that.
    html: (most) => {
      const parts = ["<!DOCTYPE html>\n"];
      let size = 0;
      const put = (part) => { parts.push(part); size += part.length; };
      const waiting = document.documentElement ? [document.documentElement] : [];
      while (waiting.length) {
        if (size > most) return null;
        const next = waiting.pop();
        if (typeof next === "string") { put(next); continue; }
        if (next.nodeType !== Node.ELEMENT_NODE) { put(written(next)); continue; }
        const name = next.namespaceURI === HTML ? next.localName : next.nodeName;
        put(open(next, name));
        if (next.namespaceURI === HTML && VOID.has(name)) continue;
        if (next.namespaceURI === HTML && RAW.has(name)) {
          put(next.textContent.toWellFormed().replaceAll(/<\/(?=\w)/g, (end, at, all) =>
            all.slice(at + 2, at + 2 + name.length).toLowerCase() === name ? "<\\/" : end));
          put(`</${name}>`);
          continue;
        }
        if (/^(pre|textarea|listing)$/.test(name) && next.firstChild?.data?.startsWith("\n")) put("\n");
        waiting.push(`</${name}>`);
        const held = inside(next);
        for (let place = held.length - 1; place >= 0; place -= 1) waiting.push(held[place]);
      }
      return parts.join("") + "\n";
    },
  };
})();
