/** What a file is that should be an ONNX model and is not, by how it begins. */

const latin1 = (head: Buffer): string => head.toString('latin1');
const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** The first entry of a ZIP archive: name length at 26, name from 30 (APPNOTE.TXT, 4.3.7). */
function firstZipName(head: Buffer): string {
  const length = head.length >= 30 ? head.readUInt16LE(26) : 0;
  return latin1(head.subarray(30, 30 + length));
}

interface OtherFormat {
  /** Completes "it is ...". */
  readonly what: string;
  matches(head: Buffer): boolean;
}

const PYTORCH =
  'a PyTorch checkpoint, which holds pickled Python objects: opening it could run a program, so it is never opened';
const isZip = (head: Buffer): boolean => startsWith(head, 0x50, 0x4b, 0x03, 0x04);
/** The first opcode after the protocol: what Python writes there (PROTO, then FRAME, MARK, an empty container, ...). */
const isPickle = (head: Buffer): boolean =>
  head[0] === 0x80 && head.length > 2 && head[1] >= 2 && head[1] <= 5;
/** Text of a server or an editor: starts like markup or like JSON. */
const TEXT_START = /^(?:\uFEFF|\xEF\xBB\xBF)?\s*(?:<(?:!doctype|html|head|body|\?xml|!--)|[{[]\s*["{[\]}])/i;

const FORMATS: readonly OtherFormat[] = [
  {
    what: PYTORCH,
    matches: (head) =>
      isZip(head) && /(?:^|\/)(?:data\.pkl|\.format_version|constants\.pkl)$/.test(firstZipName(head)),
  },
  { what: 'a ZIP archive', matches: (head) => isZip(head) || startsWith(head, 0x50, 0x4b, 0x05, 0x06) },
  { what: PYTORCH, matches: (head) => isPickle(head) && head[2] === 0x8a && head[3] === 0x0a },
  {
    what: 'a file of pickled Python objects: opening it could run a program, so it is never opened',
    matches: isPickle,
  },
  {
    what: 'a pointer of Git LFS, not the model itself',
    matches: (head) => latin1(head).startsWith('version https://git-lfs.github.com/'),
  },
  {
    what: 'a safetensors file: weights without the network',
    // A length of eight bytes, then JSON of that length.
    matches: (head) => head.length > 9 && head.readUInt32LE(4) === 0 && head[8] === 0x7b,
  },
  { what: 'a web page or another text, not a model', matches: (head) => TEXT_START.test(latin1(head)) },
  { what: 'a GGUF file', matches: (head) => latin1(head).startsWith('GGUF') },
  { what: 'a Keras file (HDF5)', matches: (head) => startsWith(head, 0x89, 0x48, 0x44, 0x46) },
  { what: 'a TensorFlow Lite model', matches: (head) => latin1(head.subarray(4, 8)) === 'TFL3' },
  { what: 'a model in the ORT format', matches: (head) => latin1(head.subarray(4, 8)) === 'ORTM' },
  { what: 'a gzip archive', matches: (head) => startsWith(head, 0x1f, 0x8b) },
  { what: 'a 7-Zip archive', matches: (head) => startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) },
  { what: 'a RAR archive', matches: (head) => latin1(head).startsWith('Rar!') },
  { what: 'an XZ archive', matches: (head) => startsWith(head, 0xfd, 0x37, 0x7a, 0x58) },
  { what: 'a tar archive', matches: (head) => latin1(head.subarray(257, 262)) === 'ustar' },
  { what: 'a NumPy file', matches: (head) => startsWith(head, 0x93, 0x4e, 0x55, 0x4d) },
  {
    what: 'a program',
    matches: (head) => startsWith(head, 0x7f, 0x45, 0x4c, 0x46) || startsWith(head, 0x4d, 0x5a),
  },
];

/** As much of a file as {@link nameOtherFormat} looks at. */
export const HEAD_BYTES = 512;

/**
 * @param head the first {@link HEAD_BYTES} of a file, or all of it
 * @returns what it is, to complete "it is ..."; null when it may be an ONNX file
 */
export const nameOtherFormat = (head: Buffer): string | null =>
  FORMATS.find((format) => format.matches(head))?.what ?? null;
