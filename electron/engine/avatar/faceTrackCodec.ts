import { z } from 'zod';
import type { RecordCodec } from '../runtime/contentCache/types.ts';
import { parseFaces, plainFaces } from './faceRecord.ts';
import { TRACK_LENGTH, type FaceTrack } from './trackFace.ts';

const HEAD_BYTES = 4;
const remarksSchema = z.object({
  pictures: z.number().int().min(1),
  bridged: z.number().int(),
  faces: z.unknown(),
});

/** Bytes of remarks (u32); remarks as JSON; landmarks as little-endian floats. */
export const faceTrackCodec: RecordCodec<FaceTrack> = {
  layout: 'face track 1',
  encode({ pictures, bridged, faces, landmarks }) {
    const remarks = Buffer.from(JSON.stringify({ pictures, bridged, faces: plainFaces(faces) }), 'utf8');
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(remarks.length);
    return [head, remarks, new Uint8Array(landmarks.buffer, landmarks.byteOffset, landmarks.byteLength)];
  },
  decode(bytes) {
    const record = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const landmarksAt = HEAD_BYTES + record.readUInt32LE(0);
    const { pictures, bridged, faces } = remarksSchema.parse(
      JSON.parse(record.toString('utf8', HEAD_BYTES, landmarksAt)),
    );
    if (record.length !== landmarksAt + pictures * TRACK_LENGTH * 4)
      throw new Error('The track has another length.');
    // A copy: floats must begin at a multiple of four bytes.
    const landmarks = new Float32Array(pictures * TRACK_LENGTH);
    new Uint8Array(landmarks.buffer).set(record.subarray(landmarksAt));
    return { pictures, bridged, faces: parseFaces(faces), landmarks };
  },
  sizeOf: ({ landmarks }) => landmarks.byteLength,
};
