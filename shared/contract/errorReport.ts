import { z } from 'zod';
import type { ErrorReport } from '../errors.ts';

/** An error as it crosses the border. */
export const errorReportSchema = z.object({
  kind: z.enum(['usage', 'input', 'missing', 'cancelled', 'defect']),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
}) satisfies z.ZodType<ErrorReport>;
