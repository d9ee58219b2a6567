/**
 * Every request the page may make, by name. Kept apart from the schemas so that the preload script, which runs
 * in the sandbox, carries nothing but names.
 */
export const CALL_NAMES = [
  'describeApp',
  'useWords',
  'saveSettings',
  'chooseFile',
  'openSample',
  'inspectPhoto',
  'previewMatte',
  'drawScene',
  'drawTitle',
  'analyzeVoice',
  'analyzeProsody',
  'drawSpectrogram',
  'outlineSound',
  'openPreview',
  'startRender',
  'cancelJob',
  'retryJob',
  'listJobs',
  'revealJob',
  'saveJobCopy',
  'estimateRender',
  'moveJob',
  'removeJob',
  'saveJobReport',
  'copyJobReport',
  'listModels',
  'installModel',
  'importModel',
  'verifyModel',
  'removeModel',
  'cancelModelWork',
  'getDevices',
  'probeDevices',
  'listOwnPresets',
  'saveOwnPreset',
  'renameOwnPreset',
  'removeOwnPreset',
  'exportOwnPresets',
  'importOwnPresets',
  'takeVoice',
  'startComparison',
  'cancelComparison',
  'revealComparison',
  'didStatus',
  'saveDidKey',
  'removeDidKey',
  'didCredits',
  'describeDid',
  'startDid',
  'cancelDid',
  'removeDidJob',
  'forgetDidJob',
  'listSpeakers',
  'speakerPortrait',
  'readAloud',
  'cancelReading',
  'listReadings',
  'saveReadings',
  'importReadings',
  'exportReadings',
  'openMicrophone',
  'closeMicrophone',
  'beginRecording',
  'appendRecording',
  'finishRecording',
  'discardRecording',
  'recoverTakes',
  'deleteTake',
  'arrangeVoice',
  'openSubtitles',
  'readSubtitleText',
  'saveSubtitles',
  'describeProject',
  'listTemplates',
  'listRecentProjects',
  'forgetRecentProject',
  'chooseProject',
  'openProject',
  'findMissingMedia',
  'openWithoutMissing',
  'cancelOpening',
  'newProject',
  'keepProject',
  'saveProject',
  'pictureProject',
  'restoreProject',
  'discardRecovery',
  'answerClose',
] as const;

/** The calls that carry a path; only the preload makes them, from a real dropped or picked `File`. */
export const OPEN_PATH_CALL = 'openPath';
export const OFFER_PROJECT_CALL = 'offerProject';

export type PageCallName = (typeof CALL_NAMES)[number];
export type CallName = PageCallName | typeof OPEN_PATH_CALL | typeof OFFER_PROJECT_CALL;

/** Every push from the main process to the page, by name. */
export const EVENT_NAMES = [
  'projectOffered',
  'closeAsked',
  'jobChanged',
  'modelProgress',
  'menuCommand',
  'comparisonChanged',
  'readingProgress',
  'didProgress',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** On which the page is handed its end of the line to a preview. */
export const PREVIEW_LINE = 'previewLine';

/** The wire name of a call or an event; known to the preload and the main process only. */
export const wireName = (name: CallName | EventName | typeof PREVIEW_LINE): string => `kotohogi:${name}`;
