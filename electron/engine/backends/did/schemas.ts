/** Answers of D-ID. Fields that its documentation promises are missing at times: all are optional but the ids. */
import { z } from 'zod';

const number = z.number().nullish().catch(null);
const text = z.string().nullish().catch(null);

/** `{kind, description}` from the application, `{message}` from the gateway in front of it. */
export const errorBodySchema = z.object({ kind: text, description: text, message: text });

export const uploadedImageSchema = z.object({
  id: z.string().min(1),
  url: z.string().min(1),
  /** null unless it was asked for. */
  faces: z.array(z.unknown()).nullish().catch(null),
});

export const uploadedAudioSchema = z.object({
  id: z.string().min(1),
  url: z.string().min(1),
  duration: number,
});

export const talkSchema = z.object({
  id: z.string().min(1),
  /** `created`, `started`, `done`, `error`, `rejected`; whatever else is waited for. */
  status: text,
  result_url: text,
  duration: number,
  user_data: text,
  name: text,
  /** A date in words, or seconds since 1970. */
  created_at: z.union([z.string(), z.number()]).nullish().catch(null),
  error: z.object({ kind: text, description: text, message: text }).nullish().catch(null),
  metadata: z
    .object({ num_frames: number, resolution: z.array(z.number()).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type Talk = z.infer<typeof talkSchema>;

/** A page of the list; whether the talks stand alone or under a name is told differently. */
export const talkListSchema = z.preprocess(
  (body) => (Array.isArray(body) ? { talks: body } : body),
  z.object({ talks: z.array(talkSchema), token: text }),
);

const amountSchema = z.object({ remaining: number, total: number, expire_at: text });
/** Totals stand at the top; one source shows them inside `credits`. */
export const creditsSchema = z.object({
  remaining: number,
  total: number,
  credits: z
    .union([z.array(amountSchema), amountSchema])
    .nullish()
    .catch(null),
});
