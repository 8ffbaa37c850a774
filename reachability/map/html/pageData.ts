/** What the script of the page knows: plain data, in which numbers point into the lists of their kind. */
export interface PageData {
  readonly boxes: Readonly<Record<string, BoxData>>;
  readonly tables: readonly TableData[];
  readonly lines: Readonly<Record<string, readonly LinkData[]>>;
  readonly found: readonly FoundData[];
  readonly ends: readonly EndData[];
  readonly traffic: readonly string[];
  readonly flows: readonly FlowData[];
  readonly ways: readonly WayData[];
  readonly steps: readonly StepData[];
  readonly decisions: readonly DecisionData[];
  /** Data of SVG paths. */
  readonly paths: readonly string[];
}

export interface BoxData {
  readonly what: string;
  readonly name: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly rows: readonly RowData[];
  readonly tables: readonly number[];
  readonly lines: readonly string[];
}

export interface RowData {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  readonly tables: readonly number[];
  readonly hosts: readonly string[];
}

export interface TableData {
  readonly name: string;
  readonly urn?: string | undefined;
  readonly routes: readonly (readonly [prefix: string, next: string, rule: string])[];
  /** How many routes are left out. */
  readonly more: number;
  readonly doubts: readonly string[];
}

export interface LinkData {
  readonly kind: string;
  readonly name: string;
  readonly state?: string | undefined;
  readonly why?: string | undefined;
  readonly ends: readonly string[];
  readonly a: string;
  readonly b: string;
}

/** What can be searched for, by its name and the addresses it holds. */
export interface FoundData {
  readonly name: string;
  readonly what: string;
  readonly ranges: readonly string[];
  readonly box: string;
  readonly row?: string | undefined;
}

export interface EndData {
  readonly name: string;
  readonly group: string;
  readonly box?: string | undefined;
  readonly row?: string | undefined;
}

export interface FlowData {
  readonly from: number;
  readonly to: number;
  readonly traffic: number;
  readonly verdict: string;
  readonly reason: string;
  readonly decision?: number | undefined;
  readonly forth: readonly number[];
  readonly back: readonly number[];
  readonly more: readonly [forth: number, back: number];
  readonly assumptions: readonly string[];
}

export interface WayData {
  readonly steps: readonly number[];
  readonly outcome: string;
  readonly reason: string;
  readonly lines: readonly number[];
  readonly inner: readonly number[];
  readonly stop?: readonly [x: number, y: number] | undefined;
}

export interface StepData {
  readonly place: string;
  readonly box?: string | undefined;
  readonly row?: string | undefined;
  readonly at?: readonly [x: number, y: number] | undefined;
  readonly decisions: readonly number[];
}

export interface DecisionData {
  readonly kind: string;
  readonly at: string;
  readonly text: string;
  readonly urn?: string | undefined;
  readonly source?: string | undefined;
}
