/** For tests: the writer that makes the embedded models, with its types. */

export type ElementType = 'float32' | 'uint8' | 'int32' | 'int64' | 'bool' | 'float16';
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** A network under construction; see scripts/models/onnxWriter.mjs. */
export interface TestGraph {
  input(name: string, dims: readonly (number | string)[], type?: ElementType): string;
  output(name: string, dims: readonly (number | string)[] | undefined, type?: ElementType): void;
  constant(content: {
    readonly dataType: ElementType;
    readonly dims: readonly number[];
    readonly data: Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;
  }): string;
  node(
    operator: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    outputs?: number | readonly string[],
  ): string[];
  encode(metadata?: Readonly<Record<string, string>>): Uint8Array;
}

interface Writer {
  readonly OnnxGraph: new (name: string, opset?: number) => TestGraph;
}

const isWriter = (module: unknown): module is Writer =>
  typeof module === 'object' && module !== null && 'OnnxGraph' in module;

const WRITER = new URL('../../../../scripts/models/onnxWriter.mjs', import.meta.url).href;

/** Starts a network. @param opset version of the default operator set */
export async function testGraph(name: string, opset?: number): Promise<TestGraph> {
  const module: unknown = await import(/* @vite-ignore */ WRITER);
  if (!isWriter(module)) throw new Error(`${WRITER} has no OnnxGraph.`);
  return new module.OnnxGraph(name, opset);
}
