import { useEffect, useRef, type ReactNode } from 'react';
import { FORM_KINDS } from '../../../shared/contract/exportConstants.ts';
import { useSession } from '../../session/session.ts';
import { useExports, type FormKind } from '../../stores/exports.ts';
import { useProject } from '../../stores/project.ts';
import { renderOrderOf } from '../../stores/projectDocument.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FilmIcon, PhotoIcon } from '../../ui/icons.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { estimateText } from './estimateText.ts';
import { FormatChoice, StickerFields, StillFields, VideoFields } from './FormFields.tsx';
import { CaptionsIcon, SoundIcon, StickerIcon } from './icons.tsx';
import { useEstimate } from './useEstimate.ts';
import { OriginFields } from './OriginFields.tsx';

const ICONS: Readonly<Record<FormKind, ReactNode>> = {
  video: <FilmIcon />,
  still: <PhotoIcon />,
  sticker: <StickerIcon />,
  sound: <SoundIcon />,
  captions: <CaptionsIcon />,
};

function Fields({ kind }: { kind: FormKind }) {
  switch (kind) {
    case 'video':
      return <VideoFields />;
    case 'still':
      return <StillFields />;
    case 'sticker':
      return <StickerFields />;
    case 'sound':
    case 'captions':
      return <FormatChoice />;
  }
}

/** What else can be made of the project, how, and what it will take; everything is set, the button is ready. */
export function ExportDialog() {
  const { words } = useText();
  const text = words.exporting;
  return (
    <Dialog name="export" title={text.title} close={text.close} look="medium" startsAt="content">
      <ExportForm />
    </Dialog>
  );
}

function ExportForm() {
  const { words, language } = useText();
  const { renders } = useSession();
  const { settings, change } = useExports();
  const document = useProject((store) => store.document);
  const open = useView((store) => store.open);
  const text = words.exporting;
  const { kind } = settings;
  const estimate = useEstimate(settings, kind);
  const lacksCaptions = kind === 'captions' && document.captions.items.length === 0;
  const known = estimate && estimateText(estimate, words, language);
  const save = useRef<HTMLButtonElement>(null);
  useEffect(() => save.current?.focus(), []);

  async function start(): Promise<void> {
    if (await renders.start(kind)) open(null);
  }

  return (
    <form
      className="export"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Choices
        legend={text.form}
        look="tiles"
        value={kind}
        onChoose={(value) => change({ kind: value })}
        choices={FORM_KINDS.map((value) => ({
          value,
          label: text.forms[value].name,
          hint: text.forms[value].hint,
          content: (
            <>
              {ICONS[value]}
              <span className="choice-name">{text.forms[value].name}</span>
            </>
          ),
        }))}
      />
      <p className="export-hint">{lacksCaptions ? text.noCaptions : text.forms[kind].hint}</p>
      <div className="export-fields">
        <Fields kind={kind} />
        <OriginFields kind={kind} />
        <label className="export-field">
          <span className="export-field-name">{text.name}</span>
          <span className="export-name">
            <input
              type="text"
              className="text-input"
              value={settings.name}
              placeholder={renderOrderOf(document)?.suggestedName ?? ''}
              maxLength={120}
              onChange={({ target }) => change({ name: target.value })}
            />
            <span className="numbers">{settings.endings[kind]}</span>
          </span>
        </label>
      </div>
      <footer className="export-foot">
        <p className="export-estimate" role="status" title={known ? undefined : text.notMeasuredHint}>
          <span className="export-estimate-name">{text.estimate}</span>
          <span className="numbers">{known ?? text.notMeasured}</span>
        </p>
        <button type="button" className="button-plain" onClick={() => open(null)}>
          {text.cancel}
        </button>
        <button type="submit" className="button-primary" ref={save} disabled={lacksCaptions} data-autofocus>
          {text.make[kind]}
        </button>
      </footer>
    </form>
  );
}
