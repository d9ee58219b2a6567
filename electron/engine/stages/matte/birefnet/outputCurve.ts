import type { OnnxFile } from '../../../runtime/onnxFile/types.ts';
import type { Finding } from './inputScale.ts';

/** What the output's numbers are: opacity 0..1, or what a sigmoid makes opacity of. */
export type OutputCurve = 'opacity' | 'logits';

/** Operators that change place, size or type of values, not the values. */
const PASSING: ReadonlySet<string> = new Set([
  'Cast',
  'Identity',
  'Resize',
  'Upsample',
  'Squeeze',
  'Unsqueeze',
]);
/** Operators whose results are not bounded: what they end in has not been through a sigmoid. */
const isOpen = (operator: string): boolean =>
  operator.includes('Conv') || ['Add', 'MatMul', 'Gemm', 'BatchNormalization'].includes(operator);

/** Whether a network ends in its sigmoid: goes back from the output to the operator that made its values. */
export function outputCurveOf(file: OnnxFile, outputName: string): Finding<OutputCurve> {
  const producers = new Map(
    file.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)),
  );
  let node = producers.get(outputName);
  while (node && PASSING.has(node.opType)) node = producers.get(node.inputs[0]);
  if (!node) return { isClear: false, reason: `the output "${outputName}" is made of nothing` };
  if (node.opType === 'Sigmoid') return { isClear: true, value: 'opacity' };
  if (isOpen(node.opType)) return { isClear: true, value: 'logits' };
  return {
    isClear: false,
    reason: `the output "${outputName}" comes out of the operator ${node.opType}`,
  };
}
