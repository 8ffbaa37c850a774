/** @typedef {import("../html/pageData").PageData} PageData */
/** @typedef {import("../html/pageData").FlowData} FlowData */

/**
 * The element with an id, which the page is sure to have.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
function the(id) {
  return /** @type {T} */ (/** @type {unknown} */ (document.getElementById(id)));
}

/** @type {PageData} */
const data = JSON.parse(the("data").textContent ?? "");

/**
 * An element with text and other elements in it. Whatever comes from resources is text, never markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

/**
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(Node | string)} content
 */
function drawn(tag, attributes, ...content) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

/**
 * The type and the name in a URN, such as `aws:ec2/subnet:Subnet private`.
 * @param {string} urn
 */
function shortUrn(urn) {
  const parts = urn.split("::");
  const type = parts[2]?.split("$").at(-1);
  return type === undefined || parts.length < 4 ? urn : `${type} ${parts.slice(3).join("::")}`;
}

/**
 * The distinct elements of a list.
 * @template T
 * @param {Iterable<T>} items
 */
function distinct(items) {
  return [...new Set(items)];
}
