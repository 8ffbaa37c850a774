import { type Estimate, hoursPerMonth } from "../../pricing";

/** Such as "about $0.52 an hour, $379.60 a month, before traffic". */
export function costText({ totalPerMonth, unpriced }: Estimate): string {
  const open = unpriced.length > 0 ? " and what has no known price" : "";
  const hour = (totalPerMonth / hoursPerMonth).toFixed(2);
  return `about $${hour} an hour, $${totalPerMonth.toFixed(2)} a month, before traffic${open}`;
}
