import type { Material } from '../../stores/analysis.ts';

/**
 * What a file dropped on the stage is for: pictures are photos, sounds and videos are voices. What is neither goes
 * where something is still missing, and is refused there with a sentence about that place.
 */
export function materialOf(file: { readonly type: string }, hasPhoto: boolean): Material {
  if (file.type.startsWith('image/')) return 'photo';
  if (file.type.startsWith('audio/') || file.type.startsWith('video/')) return 'voice';
  return hasPhoto ? 'voice' : 'photo';
}
