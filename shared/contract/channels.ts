import { z } from 'zod';
import { appDescriptionSchema, nativeWordsSchema } from './app.ts';
import { BATCH_CHANNELS } from './batch.ts';
import type { CallName, PageCallName } from './callNames.ts';
import { saveSubtitlesSchema, subtitleFileSchema, subtitleTextSchema } from './captions.ts';
import {
  didCreditsSchema,
  didJobIdSchema,
  didStartSchema,
  didStatusSchema,
  didTransferSchema,
  didVideoSchema,
  didWishSchema,
} from './cloud.ts';
import {
  comparisonIdSchema,
  comparisonOrderSchema,
  comparisonSchema,
  takeRequestSchema,
  voiceTakeSchema,
} from './compare.ts';
import { deviceReportSchema } from './deviceReport.ts';
import { DIAGNOSTICS_CHANNELS } from './diagnostics.ts';
import { EXPORT_CHANNELS } from './exports.ts';
import { jobIdSchema, jobSchema, renderOrderSchema } from './jobs.ts';
import {
  chosenFileSchema,
  mattePreviewRequestSchema,
  mattePreviewSchema,
  mediaPurposeSchema,
  mediaRefSchema,
  mediaTokenSchema,
  photoInspectionSchema,
  voiceAnalysisSchema,
} from './media.ts';
import { modelChoiceSchema, modelViewSchema } from './models.ts';
import { drawnTitleSchema, drawSceneSchema, drawTitleSchema } from './pictures.ts';
import { onePresetSchema, ownPresetsSchema, renamePresetSchema, savePresetSchema } from './presets.ts';
import {
  prosodyViewSchema,
  soundOutlineSchema,
  spectrogramRequestSchema,
  spectrogramSchema,
} from './prosodyView.ts';
import {
  arrangeOrderSchema,
  microphoneSchema,
  newRecordingSchema,
  recordingIdSchema,
  recordingPieceSchema,
  takeSchema,
} from './recording.ts';
import { PROJECT_CHANNELS } from './projects.ts';
import { previewOrderSchema } from './preview.ts';
import { settingsSchema } from './settings.ts';
import {
  importedReadingsSchema,
  portraitRequestSchema,
  readAloudRequestSchema,
  readingsSchema,
  speakerListSchema,
  spokenVoiceSchema,
} from './spoken.ts';
import { UPDATE_CHANNELS } from './updates.ts';
import { COLOUR_CHANNELS } from './voiceColour.ts';

interface Channel {
  readonly request: z.ZodType;
  readonly reply: z.ZodType;
}

const nothing = z.null();
const oneJob = z.strictObject({ jobId: jobIdSchema });
const oneDidJob = z.strictObject({ jobId: didJobIdSchema });
const oneComparison = z.strictObject({ id: comparisonIdSchema });
const oneRecording = z.strictObject({ recordingId: recordingIdSchema });
const oneModel = z.strictObject({ id: modelChoiceSchema });
/** `accepted`: the licence notice was shown and accepted. */
const newModel = z.strictObject({ id: modelChoiceSchema, accepted: z.boolean() });

/** Everything the page may ask of the main process: the shape of the request and of the answer. */
export const CHANNELS = {
  describeApp: { request: nothing, reply: appDescriptionSchema },
  useWords: {
    request: z.strictObject({ language: z.enum(['en', 'ja']), words: nativeWordsSchema }),
    reply: nothing,
  },
  saveSettings: { request: settingsSchema, reply: nothing },
  /** Answers null when the person closed the dialog. */
  chooseFile: {
    request: z.strictObject({ purpose: mediaPurposeSchema }),
    reply: chosenFileSchema.nullable(),
  },
  /** The path is empty for what was dropped without being a file on this computer, a picture of a browser say. */
  openPath: {
    request: z.strictObject({ path: z.string().max(32_768), purpose: mediaPurposeSchema }),
    reply: mediaRefSchema,
  },
  openSample: { request: nothing, reply: z.object({ photo: mediaRefSchema, voice: mediaRefSchema }) },
  inspectPhoto: { request: z.strictObject({ photo: mediaTokenSchema }), reply: photoInspectionSchema },
  previewMatte: { request: mattePreviewRequestSchema, reply: mattePreviewSchema },
  drawScene: { request: drawSceneSchema, reply: z.string() },
  drawTitle: { request: drawTitleSchema, reply: drawnTitleSchema },
  analyzeVoice: { request: z.strictObject({ voice: mediaTokenSchema }), reply: voiceAnalysisSchema },
  analyzeProsody: { request: z.strictObject({ voice: mediaTokenSchema }), reply: prosodyViewSchema },
  drawSpectrogram: { request: spectrogramRequestSchema, reply: spectrogramSchema },
  /** Of a sound that is not the voice: music. */
  outlineSound: {
    request: z.strictObject({ media: mediaTokenSchema, purpose: mediaPurposeSchema }),
    reply: soundOutlineSchema,
  },
  /** The page's end of the line comes as a message of its own, named by the order's `lineId`. */
  openPreview: { request: previewOrderSchema, reply: nothing },
  /** Asks where to save, then queues the render; answers null when the person closed the dialog. */
  startRender: { request: renderOrderSchema, reply: jobSchema.nullable() },
  cancelJob: { request: oneJob, reply: nothing },
  retryJob: { request: oneJob, reply: jobSchema },
  listJobs: { request: nothing, reply: z.array(jobSchema) },
  revealJob: { request: oneJob, reply: nothing },
  /** Answers the new file's name, or null when the person closed the dialog. */
  saveJobCopy: { request: oneJob, reply: z.string().nullable() },
  listModels: { request: nothing, reply: z.array(modelViewSchema) },
  /** Downloads; progress comes as `modelProgress`. */
  installModel: { request: newModel, reply: modelViewSchema },
  /** Asks for the file; answers null when the person closed the dialog. */
  importModel: { request: newModel, reply: modelViewSchema.nullable() },
  verifyModel: { request: oneModel, reply: modelViewSchema },
  removeModel: { request: oneModel, reply: modelViewSchema },
  /** Stops an install, an import or a verification; what has been downloaded stays for the next time. */
  cancelModelWork: { request: oneModel, reply: nothing },
  /** What was measured last; measures nothing. */
  getDevices: { request: nothing, reply: deviceReportSchema },
  /** Measures anew, which takes a while. */
  probeDevices: { request: nothing, reply: deviceReportSchema },
  /** Each change of the user's own presets answers with all of them. */
  listOwnPresets: { request: nothing, reply: ownPresetsSchema },
  saveOwnPreset: { request: savePresetSchema, reply: ownPresetsSchema },
  renameOwnPreset: { request: renamePresetSchema, reply: ownPresetsSchema },
  removeOwnPreset: { request: onePresetSchema, reply: ownPresetsSchema },
  /** Asks where; answers the new file's name, or null when the person closed the dialog. */
  exportOwnPresets: { request: nothing, reply: z.string().nullable() },
  /** Asks for the file; answers null when the person closed the dialog. */
  importOwnPresets: { request: nothing, reply: ownPresetsSchema.nullable() },
  takeVoice: { request: takeRequestSchema, reply: voiceTakeSchema },
  /** Asks for a folder and starts; news come as `comparisonChanged`. Answers null when the dialog was closed. */
  startComparison: { request: comparisonOrderSchema, reply: comparisonSchema.nullable() },
  cancelComparison: { request: oneComparison, reply: nothing },
  revealComparison: { request: oneComparison, reply: nothing },
  didStatus: { request: nothing, reply: didStatusSchema },
  /** Keeps the key, in the system's keychain where there is one. */
  saveDidKey: { request: z.strictObject({ key: z.string().max(4096) }), reply: didStatusSchema },
  removeDidKey: { request: nothing, reply: didStatusSchema },
  didCredits: { request: nothing, reply: didCreditsSchema },
  /** What would be sent; sends nothing. */
  describeDid: { request: didWishSchema, reply: didTransferSchema },
  /** Asks where to save, sends what was agreed to and waits; answers null when the person closed the dialog. */
  startDid: { request: didStartSchema, reply: didVideoSchema.nullable() },
  cancelDid: { request: oneDidJob, reply: nothing },
  /** Removes at D-ID whatever it has of the job. */
  removeDidJob: { request: oneDidJob, reply: didStatusSchema },
  /** Removes the job here. */
  forgetDidJob: { request: oneDidJob, reply: didStatusSchema },
  listSpeakers: { request: nothing, reply: speakerListSchema },
  /** Answers the picture's address, or null where the speaker has none. */
  speakerPortrait: { request: portraitRequestSchema, reply: z.string().nullable() },
  /** Tells how far it is as `readingProgress`; a new text ends the one before. */
  readAloud: { request: readAloudRequestSchema, reply: spokenVoiceSchema },
  cancelReading: { request: nothing, reply: nothing },
  listReadings: { request: nothing, reply: readingsSchema },
  saveReadings: { request: readingsSchema, reply: nothing },
  /** Asks for the file; answers null when the person closed the dialog. */
  importReadings: { request: nothing, reply: importedReadingsSchema.nullable() },
  /** Answers the new file's name, or null when the person closed the dialog. */
  exportReadings: { request: nothing, reply: z.string().nullable() },
  /** From now on the page may ask for the microphone. */
  openMicrophone: { request: nothing, reply: microphoneSchema },
  closeMicrophone: { request: nothing, reply: nothing },
  beginRecording: { request: newRecordingSchema, reply: oneRecording },
  appendRecording: { request: recordingPieceSchema, reply: nothing },
  finishRecording: { request: oneRecording, reply: takeSchema },
  discardRecording: { request: oneRecording, reply: nothing },
  /** Takes that a crash has left unfinished. */
  recoverTakes: { request: nothing, reply: z.array(takeSchema) },
  deleteTake: { request: z.strictObject({ media: mediaTokenSchema }), reply: nothing },
  arrangeVoice: { request: arrangeOrderSchema, reply: mediaRefSchema },
  /** Asks for the file; answers null when the person closed the dialog. */
  openSubtitles: { request: nothing, reply: subtitleFileSchema.nullable() },
  readSubtitleText: { request: subtitleTextSchema, reply: subtitleFileSchema },
  /** Answers the new file's name, or null when the person closed the dialog. */
  saveSubtitles: { request: saveSubtitlesSchema, reply: z.string().nullable() },
  ...COLOUR_CHANNELS,
  ...PROJECT_CHANNELS,
  ...EXPORT_CHANNELS,
  ...DIAGNOSTICS_CHANNELS,
  ...BATCH_CHANNELS,
  ...UPDATE_CHANNELS,
} as const satisfies Record<CallName, Channel>;

export type CallRequest<Name extends CallName> = z.output<(typeof CHANNELS)[Name]['request']>;
export type CallReply<Name extends CallName> = z.output<(typeof CHANNELS)[Name]['reply']>;

/** The page's side of the border, without the envelope. */
export type PageCalls = {
  readonly [Name in PageCallName]: (request: CallRequest<Name>) => Promise<CallReply<Name>>;
};
