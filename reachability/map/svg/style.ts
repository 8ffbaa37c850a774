/** Colours, each for light and dark. Every text on what it stands on has a contrast of 4.5 or more (WCAG 2.2 AA). */
const colours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  page: ["#f5f7f9", "#101418"],
  card: ["#ffffff", "#1a2027"],
  ink: ["#18212b", "#e9eef4"],
  muted: ["#4a5868", "#aab7c5"],
  edge: ["#c3ccd6", "#3a4551"],
  strong: ["#5c6b7b", "#8d9cac"],
  focus: ["#0b57d0", "#8ab4f8"],
  "aws-area": ["#fdf4e7", "#231a0e"],
  "aws-line": ["#9a5300", "#f0b064"],
  "azure-area": ["#eaf3fc", "#0d1b2b"],
  "azure-line": ["#0a5ca8", "#74b8f5"],
  "gcp-area": ["#e9f6ec", "#0e2115"],
  "gcp-line": ["#146c2e", "#74cf8d"],
  "onPremises-area": ["#f2eff8", "#1d1829"],
  "onPremises-line": ["#5d4a8a", "#bba9e6"],
  up: ["#146c43", "#56cc8e"],
  down: ["#b3261e", "#ff9a92"],
  open: ["#855300", "#f2bb5c"],
  undecided: ["#7a4a6a", "#e2a9cf"],
  peering: ["#5546b0", "#b5a8f8"],
  forth: ["#8a1ca5", "#e6a1ff"],
  back: ["#00666e", "#5edbe4"],
};

/** The custom properties of both colour schemes, for a selector. */
export function colourRules(selector: string): string {
  const rules = (scheme: 0 | 1): string =>
    Object.entries(colours)
      .map(([name, pair]) => `--${name}:${pair[scheme]}`)
      .join(";");
  return (
    `${selector}{color-scheme:light dark;${rules(0)}}` +
    `@media screen and (prefers-color-scheme:dark){${selector}{${rules(1)}}}` +
    `@media print{${selector}{color-scheme:light}}`
  );
}

const clouds = ["aws", "azure", "gcp", "onPremises"];

/** How the picture looks, alone and in a page. */
export const pictureStyle = [
  `.map{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;font-size:13px}`,
  `.map text{fill:var(--ink)}`,
  `.map .backdrop{fill:var(--page)}`,
  `.map .area rect{fill:var(--page);stroke:var(--strong);stroke-width:1.5}`,
  ...clouds.map((one) => `.map .area.${one} rect{fill:var(--${one}-area);stroke:var(--${one}-line)}`),
  `.map .title{font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}`,
  ...clouds.map((one) => `.map .title.${one}{fill:var(--${one}-line);stroke:var(--${one}-area)}`),
  `.map .area.region rect{stroke-dasharray:2 4;stroke-width:1}`,
  `.map .area.bundle rect{stroke-width:1}`,
  `.map .box>rect{fill:var(--card);stroke:var(--strong);stroke-width:1.2}`,
  ...clouds.map((one) => `.map .box.${one}>rect{stroke:var(--${one}-line)}`),
  ...clouds.map((one) => `.map .box.${one} .icon{stroke:var(--${one}-line)}`),
  `.map .box.hub>rect{stroke-width:2.6}`,
  `.map .box.outside>rect{stroke-dasharray:5 4}`,
  `.map .icon{fill:none;stroke:var(--strong);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}`,
  `.map .name{font-weight:600}`,
  `.map .what,.map .detail{fill:var(--muted);font-size:11px}`,
  `.map .detail,.map .what{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:10.5px}`,
  `.map .row text.label{font-size:11.5px}`,
  `.map .row line{stroke:var(--edge)}`,
  `.map .row.lost text.label{fill:var(--down);font-weight:600}`,
  `.map .row.summary text.label{fill:var(--muted)}`,
  `.map .line path{fill:none;stroke:var(--strong);stroke-width:1.6}`,
  `.map .line.peering path{stroke:var(--peering);stroke-width:4.5}`,
  `.map .line.peering path.core{stroke:var(--card);stroke-width:1.6}`,
  `.map .line.up path{stroke:var(--up);stroke-width:2.2}`,
  `.map .line.down path{stroke:var(--down);stroke-width:2.2;stroke-dasharray:9 6}`,
  `.map .line.open path{stroke:var(--open);stroke-width:2.2;stroke-dasharray:2 5;stroke-linecap:round}`,
  `.map .line.undecided path{stroke:var(--undecided);stroke-width:2.2;stroke-dasharray:12 4 2 4}`,
  `.map .tag rect{fill:var(--card);stroke:var(--strong)}`,
  `.map .tag text{font-size:11px;font-weight:600}`,
  ...["up", "down", "open", "undecided", "peering"].map(
    (state) => `.map .tag.${state} rect{stroke:var(--${state})}.map .tag.${state} text{fill:var(--${state})}`,
  ),
  `.map .way path{fill:none;stroke-linejoin:round}`,
  `.map .way.forth path{stroke:var(--forth);stroke-width:4}`,
  `.map .way.back path{stroke:var(--back);stroke-width:3;stroke-dasharray:9 5}`,
  `.map .mark rect{stroke:var(--card);stroke-width:1.5}`,
  `.map .mark text{fill:var(--card);font-size:11px;font-weight:700;text-anchor:middle}`,
  `.map .mark.forth rect{fill:var(--forth)}`,
  `.map .mark.back rect{fill:var(--back)}`,
  `.map .mark.stop rect{fill:var(--down)}`,
].join("\n");
