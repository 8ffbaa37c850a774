import { regionOf } from "../common";
import type { Props } from "../../protocol/values";
import type { WorldRecord } from "../../world/record";

export const isInRegionOf = (inputs: Props, record: WorldRecord): boolean =>
  regionOf(record.inputs) === regionOf(inputs);
