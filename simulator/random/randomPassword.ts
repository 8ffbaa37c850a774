import { checkDraw, draw, drawProperties } from "./draw";
import type { ResourceType } from "../providers/resourceType";

/** The real provider gives every password the id `none`; a world needs one of its own for each. It also has no `bcryptHash`. */
export const randomPassword: ResourceType = {
  token: "random:index/randomPassword:RandomPassword",
  properties: drawProperties,
  computed: ["result"],
  secretOutputs: ["result"],
  durations: { create: 0, update: 0, delete: 0 },
  check: checkDraw,
  create: ({ inputs, draws }) => ({
    id: `password-${draws.hex("id", 12)}`,
    outputs: { result: draw(inputs, draws) },
  }),
};
