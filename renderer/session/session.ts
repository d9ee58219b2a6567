import { createContext, use } from 'react';
import type { MenuCommand } from '../../shared/contract/app.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { assertNever } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import type { OpenSound } from '../preview/previewPlayer.ts';
import { browserMicrophone } from '../audio/microphone.ts';
import { isUnderWay, useJobs } from '../stores/jobs.ts';
import { useModels } from '../stores/models.ts';
import { useProject } from '../stores/project.ts';
import { useProjectFile } from '../stores/projectFile.ts';
import { useSpoken } from '../stores/spoken.ts';
import { useTour } from '../stores/tour.ts';
import { useTouchUp } from '../stores/touchUp.ts';
import { useView } from '../stores/view.ts';
import { createBatchActions, type BatchActions } from './batch.ts';
import { createDiagnosticsActions, type DiagnosticsActions } from './diagnostics.ts';
import { createCaptionActions, type CaptionActions } from './captions.ts';
import { createClipActions, type ClipActions } from './clips.ts';
import { createCompareActions, type CompareActions } from './compare.ts';
import { createCloudActions, type CloudActions } from './cloud.ts';
import { createExportActions, type ExportActions } from './exports.ts';
import { createDeviceActions, type DeviceActions } from './devices.ts';
import { asKotohogiError, createMaterialActions, type MaterialActions } from './materials.ts';
import { createModelActions, type ModelActions } from './models.ts';
import { createPictureActions, type PictureActions } from './pictures.ts';
import { createProsodyActions, type ProsodyActions } from './prosody.ts';
import { createRecordingActions, type RecordingActions } from './recording.ts';
import { createProjectActions, type ProjectActions } from './projects.ts';
import { isReadyNow } from './readiness.ts';
import { createPlayerActions, type PlayerActions } from './player.ts';
import { createRenderActions, type RenderActions } from './renders.ts';
import { createSpokenActions, type SpokenActions } from './spoken.ts';
import { createStepActions, type StepActions } from './steps.ts';
import { createTimelineActions, type TimelineActions } from './timeline.ts';
import { createConsentActions, type ConsentActions } from './consents.ts';
import { createVoiceColourActions, type VoiceColourActions } from './voiceColour.ts';
import { createUpdateActions, type UpdateActions } from './updates.ts';
import { createTouchUpActions, type TouchUpActions } from './touchUp.ts';

/** Everything a person can do: the only place where stores and the outside meet. */
export interface Session {
  readonly studio: Studio;
  readonly materials: MaterialActions;
  readonly renders: RenderActions;
  readonly player: PlayerActions;
  readonly models: ModelActions;
  readonly touchUp: TouchUpActions;
  readonly steps: StepActions;
  readonly devices: DeviceActions;
  readonly cloud: CloudActions;
  readonly projects: ProjectActions;
  readonly prosody: ProsodyActions;
  readonly compare: CompareActions;
  readonly batch: BatchActions;
  readonly diagnostics: DiagnosticsActions;
  readonly clips: ClipActions;
  readonly recording: RecordingActions;
  readonly spoken: SpokenActions;
  readonly voiceColour: VoiceColourActions;
  readonly consents: ConsentActions;
  readonly captions: CaptionActions;
  readonly timeline: TimelineActions;
  readonly exports: ExportActions;
  readonly pictures: PictureActions;
  readonly updates: UpdateActions;
  readonly saveSettings: (settings: Settings) => Promise<void>;
  /** Performs a menu item. */
  readonly perform: (command: MenuCommand) => Promise<void>;
  /** Learns language and appearance; to be awaited before anything is shown, so that nothing changes its words. */
  readonly loadSettings: () => Promise<void>;
  /** Fills the stores and listens to the main process. @returns a function that stops listening */
  readonly open: () => () => void;
}

/** What a session needs of the page and the machine around it. */
export interface SessionSurroundings {
  /** Whether a text field has the focus: it goes back by itself. */
  readonly isTyping: () => boolean;
  readonly openSound: OpenSound;
  /** Cuts the voice at the playhead, of which the lanes know where it stands; nothing where there is nothing to cut. */
  readonly split: () => void;
}

export function createSession(studio: Studio, { isTyping, openSound, split }: SessionSurroundings): Session {
  const materials = createMaterialActions(studio);
  const renders = createRenderActions(studio);
  const player = createPlayerActions(studio, openSound);
  const touchUp = createTouchUpActions(studio);
  const clips = createClipActions(studio, materials);
  const steps = createStepActions(materials, touchUp, clips);
  const devices = createDeviceActions(studio);
  const cloud = createCloudActions(studio);
  const projects = createProjectActions(studio, materials, touchUp);
  const timeline = createTimelineActions(studio);
  const exports = createExportActions(studio);
  const pictures = createPictureActions(studio);
  const prosody = createProsodyActions(studio);
  const compare = createCompareActions(studio, prosody);
  const recording = createRecordingActions(studio, {
    microphone: browserMicrophone,
    clips,
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
  const spoken = createSpokenActions(studio, materials);
  const voiceColour = createVoiceColourActions(studio, materials);
  const consents = createConsentActions(studio);
  const captions = createCaptionActions(studio);
  const batch = createBatchActions(studio);
  const diagnostics = createDiagnosticsActions(studio);

  async function saveSettings(settings: Settings): Promise<void> {
    useView.getState().setSettings(settings);
    try {
      await studio.saveSettings(settings);
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
    }
  }

  const updates = createUpdateActions(studio, (choices) =>
    saveSettings({ ...useView.getState().settings, updates: choices }),
  );

  const models = createModelActions(studio, {
    saveModelChoices: (choices) => saveSettings({ ...useView.getState().settings, models: choices }),
    async lookAgain() {
      await materials.lookAgain();
      // The strokes are the person's, but what lies under them has changed.
      useTouchUp.setState({ applied: null });
      await touchUp.refresh();
    },
  });

  const perform = async (command: MenuCommand): Promise<void> => {
    // What is asked comes first.
    if (useProjectFile.getState().question) return;
    switch (command) {
      case 'open-photo':
        return materials.choose('photo');
      case 'open-voice':
        return materials.choose('voice');
      case 'open-sample':
        return projects.openSample();
      case 'new-project':
        return projects.begin();
      case 'open-project':
        return projects.choose();
      case 'save-project':
        await projects.save();
        return;
      case 'save-project-as':
        await projects.saveElsewhere();
        return;
      case 'render':
        await renders.start();
        return;
      case 'export':
        if (isReadyNow()) useView.getState().open('export');
        return;
      case 'cancel':
        return renders.cancel();
      case 'undo':
      case 'redo':
        if (!isTyping()) steps.go(command);
        return;
      case 'split':
        // What changes must be seen.
        if (useView.getState().dialog === null) split();
        return;
      case 'trim-voice':
        if (useProject.getState().document.voice) useView.getState().open('trim');
        return;
      case 'show-models':
        useView.getState().open('models');
        return;
      case 'show-batch':
        batch.show();
        return;
      case 'show-settings':
        useView.getState().open('settings');
        return;
      case 'tour':
        // The tour needs something to show; what is open already serves as well.
        if (!useProject.getState().document.photo) await projects.openSample();
        useTour.getState().show('materials');
        return;
      case 'report-problem':
        return diagnostics.collect(null);
      case 'show-cloud':
        useView.getState().open('cloud');
        return;
      case 'show-palette':
        useView.getState().open('palette');
        return;
      case 'show-shortcuts':
        useView.getState().open('shortcuts');
        return;
      default:
        return assertNever(command, 'menu command');
    }
  };

  return {
    studio,
    materials,
    renders,
    player,
    models,
    touchUp,
    steps,
    devices,
    cloud,
    projects,
    timeline,
    exports,
    pictures,
    updates,
    prosody,
    compare,
    clips,
    recording,
    spoken,
    voiceColour,
    consents,
    captions,
    batch,
    diagnostics,
    perform,
    saveSettings,
    async loadSettings() {
      const { settings } = await studio.describeApp(null);
      useView.getState().setSettings(settings);
    },
    open() {
      void models.load();
      void batch.recall();
      void studio.listJobs(null).then((jobs) => {
        useJobs.getState().load(jobs);
        // The page may have come anew while a render goes on, or after a start that ended in the middle of one.
        const last = jobs.at(-1);
        if (!last || !(isUnderWay(last.state) || last.state === 'interrupted')) return;
        useJobs.getState().show(last.id);
        useView.getState().setStage('job');
      });
      const stops = [
        projects.follow(),
        timeline.follow(),
        // Before the player, which lets go of the playhead with the voice.
        clips.follow(),
        compare.open(),
        player.open(),
        studio.on('jobChanged', (job) => useJobs.getState().receive(job)),
        studio.on('modelProgress', (progress) => useModels.getState().receive(progress)),
        studio.on('readingProgress', ({ fraction }) => {
          // The last news may come after the end.
          if (useSpoken.getState().reading !== null) useSpoken.setState({ reading: fraction });
        }),
        studio.on('colouringProgress', (progress) => voiceColour.receive(progress)),
        studio.on('batchChanged', (news) => batch.receive(news)),
        studio.on('batchChecking', (progress) => batch.receiveChecking(progress)),
        studio.on('didProgress', (progress) => cloud.receive(progress)),
        studio.on('updateChanged', (state) => updates.receive(state)),
        studio.on('menuCommand', (command) => void perform(command)),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

export const SessionContext = createContext<Session | null>(null);

/** The session, for components. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('No session is provided above this component.');
  return session;
}
