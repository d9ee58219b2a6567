import type { StageName } from '../../../shared/contract/render.ts';
import type { EngineContext } from '../context.ts';

/** The rooms that know about the person before a word is spoken. */
export type AvatarStage = Extract<StageName, 'media' | 'person' | 'face' | 'matte'>;

/** Runs one room: its time, its progress, cancel before it. */
export type AvatarStageRunner = <Result>(
  stage: AvatarStage,
  work: (room: EngineContext) => Promise<Result>,
) => Promise<Result>;

/** By stage: whether its result was there already. A stage that was not asked for is missing. */
export type AvatarCaches = Readonly<Partial<Record<AvatarStage, 'hit' | 'miss'>>>;
