/** How much the program writes down about what it does, from nothing to everything. */
export const LOG_LEVELS = ['off', 'errors', 'normal', 'detailed'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const DEFAULT_LOG_LEVEL: LogLevel = 'normal';
