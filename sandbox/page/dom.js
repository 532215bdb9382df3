// Builds elements without innerHTML: whatever a card or a person writes stays text.

export function h(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") node.style.cssText = value;
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5 8 12l7 7",
  send: "M4 12 20 4l-5 16-3.2-6.6z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  chat: "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z",
  todo: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm3 8 3 3 5.5-6",
  apps: "M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z",
  tab: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  wide: "M4 9V4h5M20 15v5h-5M4 4l6 6M20 20l-6-6",
  narrow: "M10 4v6H4M14 20v-6h6M10 10 4 4M14 14l6 6",
  reload: "M20 5v5h-5M19.5 10A8 8 0 1 0 20 14",
  faults: "M13 3 5 13.5h6L10 21l8.5-11H12z",
  check: "M5 12.5 10 17.5 19 7",
  close: "M6 6l12 12M18 6 6 18",
  bell: "M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15zM10 20.5h4",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

const COLOURS = ["#4d8dff", "#22b07d", "#f08c3a", "#8a6cf0", "#e0607e", "#2aa5c4", "#c0883a"];

export function avatar(person, size = "") {
  const total = [...person.userId].reduce((sum, c) => sum + c.codePointAt(0), 0);
  const style = `background:${COLOURS[total % COLOURS.length]}`;
  return h(`span.avatar${size ? `.${size}` : ""}`, { style, title: person.name }, person.name.slice(-2));
}

export function clockText(ms) {
  return new Date(ms).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

export function dayText(ms) {
  const day = new Date(ms);
  return `${day.getMonth() + 1}月${day.getDate()}日 ${clockText(ms)}`;
}
