export { overlappingCidrs } from "./overlappingCidrs";
