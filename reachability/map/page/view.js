const map = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (the("map")));
const whole = { x: 0, y: 0, width: Number(map.dataset.width), height: Number(map.dataset.height) };

/** What is seen, in the picture's own units. */
let seen = { ...whole };

/** @param {typeof seen} next */
function show(next) {
  seen = next;
  map.setAttribute("viewBox", `${next.x} ${next.y} ${next.width} ${next.height}`);
}

function showAll() {
  show({ ...whole });
}

/** Pixels of the screen for one of the picture. */
function scale() {
  const { width, height } = map.getBoundingClientRect();
  return Math.min(width / seen.width, height / seen.height) || 1;
}

/**
 * The point of the picture under a point of the screen.
 * @param {number} x
 * @param {number} y
 */
function pointAt(x, y) {
  const matrix = map.getScreenCTM();
  return matrix === null ? new DOMPoint() : new DOMPoint(x, y).matrixTransform(matrix.inverse());
}

/**
 * Makes everything larger or smaller around a point of the picture.
 * @param {number} factor
 * @param {{ x: number, y: number }} [around]
 */
function zoom(factor, around = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 }) {
  const by = Math.max(0.2 / (scale() * 5), Math.min(factor, 4 / scale()));
  show({
    x: around.x - (around.x - seen.x) / by,
    y: around.y - (around.y - seen.y) / by,
    width: seen.width / by,
    height: seen.height / by,
  });
}

/**
 * Moves what is seen so that an element is, large enough to read.
 * @param {Element} target
 */
function reveal(target) {
  const frame = map.getBoundingClientRect();
  const box = target.getBoundingClientRect();
  const inside =
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
  if (inside && scale() > 0.55) {
    return;
  }
  const { x, y } = pointAt(box.left + box.width / 2, box.top + box.height / 2);
  const wanted = Math.max(scale(), 0.9);
  const [width, height] = [frame.width / wanted, frame.height / wanted];
  show({ x: x - width / 2, y: y - height / 2, width, height });
}

map.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / (event.deltaMode === 0 ? 400 : 20)), pointAt(event.clientX, event.clientY));
  },
  { passive: false },
);

/** Fingers and pointers that hold the picture, by their last place on the screen. */
/** @type {Map<number, { x: number, y: number }>} */
const held = new Map();

map.addEventListener("pointerdown", (event) => {
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
});

map.addEventListener("pointermove", (event) => {
  const last = held.get(event.pointerId);
  if (last === undefined) {
    return;
  }
  const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
  if (!map.classList.contains("dragged") && Math.hypot(dx, dy) < 4) {
    return;
  }
  map.classList.add("dragged");
  map.setPointerCapture(event.pointerId);
  const others = [...held].filter(([id]) => id !== event.pointerId);
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const [other] = others;
  if (other === undefined) {
    show({ ...seen, x: seen.x - dx / scale(), y: seen.y - dy / scale() });
  } else {
    const [, { x, y }] = other;
    const before = Math.hypot(last.x - x, last.y - y) || 1;
    zoom(Math.hypot(event.clientX - x, event.clientY - y) / before, pointAt(x, y));
  }
});

for (const name of ["pointerup", "pointercancel"]) {
  map.addEventListener(name, (event) => {
    held.delete(/** @type {PointerEvent} */ (event).pointerId);
    // A click that ends a drag is still to come.
    setTimeout(() => map.classList.toggle("dragged", held.size > 0 && map.classList.contains("dragged")));
  });
}

the("zoom-in").addEventListener("click", () => zoom(1.4));
the("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
the("zoom-fit").addEventListener("click", showAll);
