/** Faces as plain JSON: what records of photos and of video loops share. */
import { z } from 'zod';
import { LANDMARK_COUNT, type FaceResult } from '../stages/face/types.ts';

export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const pointSchema = z.tuple([z.number(), z.number()]);
const facesSchema = z.array(
  z.object({
    box: boxSchema,
    score: z.number(),
    keypoints: z.object({
      eyeImageLeft: pointSchema,
      eyeImageRight: pointSchema,
      nose: pointSchema,
      mouth: pointSchema,
      earImageLeft: pointSchema,
      earImageRight: pointSchema,
    }),
    landmarks: z.array(z.number()).length(LANDMARK_COUNT * 3),
    presence: z.number(),
  }),
);

export const plainFaces = ({ faces }: FaceResult): unknown =>
  faces.map((face) => ({ ...face, landmarks: Array.from(face.landmarks) }));

/** @throws when it is not what {@link plainFaces} makes */
export const parseFaces = (plain: unknown): FaceResult => ({
  faces: facesSchema.parse(plain).map((face) => ({ ...face, landmarks: Float32Array.from(face.landmarks) })),
});
