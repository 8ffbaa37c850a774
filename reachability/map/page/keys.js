/** @type {SVGGElement[]} */
const boxes = [...map.querySelectorAll("g.box")].map((box) => /** @type {SVGGElement} */ (box));

const directions = /** @type {const} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

for (const box of boxes) {
  box.setAttribute("role", "button");
  box.setAttribute("tabindex", "-1");
}
boxes[0]?.setAttribute("tabindex", "0");

/**
 * Only one box at a time is a stop of the Tab key.
 * @param {SVGGElement} box
 */
function focusBox(box) {
  boxes.forEach((one) => one.setAttribute("tabindex", one === box ? "0" : "-1"));
  box.focus({ preventScroll: true });
  reveal(box);
}

/** @param {SVGGElement} box */
function centreOf(box) {
  return { x: Number(box.dataset.x), y: Number(box.dataset.y) };
}

/**
 * The nearest box in a direction: what lies straight ahead counts as nearer than what lies beside.
 * @param {SVGGElement} from
 * @param {readonly [number, number]} direction
 */
function nextBox(from, [right, down]) {
  const { x, y } = centreOf(from);
  let nearest;
  let least = Infinity;
  for (const box of boxes) {
    const other = centreOf(box);
    const ahead = (other.x - x) * right + (other.y - y) * down;
    const beside = Math.abs((other.x - x) * down) + Math.abs((other.y - y) * right);
    if (box !== from && ahead > 1 && ahead + 2 * beside < least) {
      least = ahead + 2 * beside;
      nearest = box;
    }
  }
  return nearest;
}

map.addEventListener("keydown", (event) => {
  const box = /** @type {SVGGElement | null} */ (/** @type {Element} */ (event.target).closest("g.box"));
  const direction = directions[/** @type {keyof typeof directions} */ (event.key)];
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (direction !== undefined && event.shiftKey) {
    const step = 80 / scale();
    show({ ...seen, x: seen.x + direction[0] * step, y: seen.y + direction[1] * step });
  } else if (direction !== undefined && box !== null) {
    const next = nextBox(box, direction);
    if (next !== undefined) {
      focusBox(next);
    }
  } else if ((event.key === "Enter" || event.key === " ") && box !== null) {
    showBox(box.id);
  } else if (event.key === "+" || event.key === "=") {
    zoom(1.4);
  } else if (event.key === "-") {
    zoom(1 / 1.4);
  } else if (event.key === "0") {
    showAll();
  } else {
    return;
  }
  event.preventDefault();
});

map.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const box = /** @type {SVGGElement | null} */ (target.closest("g.box"));
  const line = target.closest("g.line");
  if (map.classList.contains("dragged")) {
    return;
  }
  if (box !== null) {
    focusBox(box);
    showBox(box.id, target.closest("g.row")?.id);
  } else if (line !== null) {
    showLine(line.id);
  }
});
