import type { TensorInfo } from '../onnx.ts';

/** An input or an output as the file declares it. A size that is free and has no name is an empty string. */
export interface OnnxValue extends TensorInfo {
  /** False where the file leaves even the number of dimensions open; `dims` is then empty. */
  readonly hasShape: boolean;
}

export interface OnnxNode {
  readonly opType: string;
  readonly name: string;
  /** Names of values, in the operator's order; an empty name is an input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A weight or a constant of the graph. */
export interface OnnxInitializer {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly number[];
  /** The values where there are at most 64 of a float or integer type; null for everything larger. */
  readonly values: readonly number[] | null;
}

/** What an ONNX file says about itself, read without running anything. */
export interface OnnxFile {
  readonly producer: string;
  readonly irVersion: number;
  /** Of the default operator set. */
  readonly opsetVersion: number;
  /** Without the initializers that old exporters list among the inputs. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** The exporter's own notes (`metadata_props`): class names, strides, licence, ... */
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of the file, which is an order of execution. */
  readonly nodes: readonly OnnxNode[];
  /** Weights, and the values of Constant nodes. */
  readonly initializers: readonly OnnxInitializer[];
  /** Names of files beside this one that hold weights; not supported, hence refused at install. */
  readonly externalData: readonly string[];
}
