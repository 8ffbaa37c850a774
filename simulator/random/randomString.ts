import { checkDraw, draw, drawProperties } from "./draw";
import type { ResourceType } from "../providers/resourceType";

export const randomString: ResourceType = {
  token: "random:index/randomString:RandomString",
  properties: drawProperties,
  computed: ["result"],
  durations: { create: 0, update: 0, delete: 0 },
  check: checkDraw,
  create: ({ inputs, draws }) => {
    const result = draw(inputs, draws);
    return { id: result, outputs: { result } };
  },
};
