import { runtime } from "@pulumi/pulumi";

/**
 * Something that all components of a program share, made when the first asks for it. A process may run several programs,
 * each with an engine of its own.
 */
export function perProgram<Value>(create: () => Value): () => Value {
  const values = new WeakMap<object, Value>();
  return () => {
    const program: object = runtime.getMonitor() ?? values;
    const value = values.get(program) ?? create();
    values.set(program, value);
    return value;
  };
}
