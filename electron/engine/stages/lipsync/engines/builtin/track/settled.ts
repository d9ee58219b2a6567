/**
 * A measure of a whole voice, to a step that cannot be seen. An edit of one phrase moves such measures a little; so they
 * usually stay what they were, and with them the mouth in all other phrases, whose pictures need not be made again.
 */
export const settled = (value: number, step: number): number => Math.round(value / step) * step;
