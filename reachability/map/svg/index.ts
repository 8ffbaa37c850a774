export { pictureMarkup } from "./picture";
export { colourRules, pictureStyle } from "./style";
export { captionOf, svgOf } from "./svg";
