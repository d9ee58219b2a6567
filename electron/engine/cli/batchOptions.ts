import { numberOption, type OptionSpec, type OptionValues } from './options.ts';

/** More at once than any machine has memory for. */
const JOBS_MAX = 16;

export const JOBS_OPTION: OptionSpec = {
  type: 'string',
  value: 'N',
  help: 'videos at once, at most; as many as the memory holds (1)',
};

export const QUEUE_OPTION: OptionSpec = {
  type: 'string',
  value: 'URL',
  help: 'Redis, e.g. redis://localhost:6379: videos are made by "kotohogi worker" on any machine',
};

export const jobsFrom = (values: OptionValues): number =>
  numberOption(values, 'jobs', { min: 1, max: JOBS_MAX, integer: true }, 1);
