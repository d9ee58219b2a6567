import { useEffect, useState } from 'react';
import type { ProsodyLanguage } from '../../../shared/prosody/edits.ts';
import { useSession } from '../../session/session.ts';
import { AMOUNT_RANGE, changesNothing, editOf, withAmount, withLanguage } from '../../stores/expression.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { CompareIcon, ExpressionIcon } from './icons.tsx';
import { NameForm } from './NameForm.tsx';
import { PresetGallery } from './PresetGallery.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { TakeButton } from './TakeButton.tsx';

const LANGUAGES = ['auto', 'en', 'ja', 'fa'] as const;

/** How the voice speaks: its language, a preset, and how much of it. */
export function ExpressionCard() {
  const { words, language } = useText();
  const { prosody } = useSession();
  const text = words.expression;
  const voiceEdit = useProject(({ document }) => editOf(document));
  const edit = useProject((store) => store.edit);
  const own = usePresets((store) => store.own);
  const setStage = useView((store) => store.setStage);
  useEffect(() => {
    if (own === null) void prosody.loadPresets();
  }, [own, prosody]);
  const amount = voiceEdit.preset?.amount ?? 1;

  return (
    <Card
      id="expression-card"
      title={text.title}
      icon={<ExpressionIcon />}
      action={
        <button
          type="button"
          className="button-quiet expression-compare"
          title={text.compareHint}
          onClick={() => setStage('compare')}
        >
          <CompareIcon />
          {text.compare}
        </button>
      }
    >
      <PresetGallery
        foot={
          <div className="presets-amount">
            <TakeButton />
            {voiceEdit.preset ? (
              <Slider
                label={text.amount}
                hint={text.amountHint}
                min={AMOUNT_RANGE.min}
                max={AMOUNT_RANGE.max}
                step={AMOUNT_RANGE.step}
                value={amount}
                shown={formatPercent(amount, language)}
                onChange={(value) => edit((document) => withAmount(document, value), { merge: 'amount' })}
              />
            ) : (
              <p className="presets-untouched">{text.untouched}</p>
            )}
          </div>
        }
      />
      <Choices
        legend={text.language}
        look="bar"
        value={voiceEdit.language ?? 'auto'}
        onChoose={(value) => edit((document) => withLanguage(document, languageOf(value)))}
        choices={LANGUAGES.map((value) => ({
          value,
          label: text.languages[value],
          hint: text.languageHint,
        }))}
      />
      <OwnPresets canSave={!changesNothing(voiceEdit)} />
    </Card>
  );
}

const languageOf = (value: (typeof LANGUAGES)[number]): ProsodyLanguage | null =>
  value === 'auto' ? null : value;

/** Keeping presets of one's own, and taking them from computer to computer. */
function OwnPresets({ canSave }: { canSave: boolean }) {
  const { words } = useText();
  const { prosody } = useSession();
  const text = words.expression.save;
  const hasOwn = usePresets((store) => (store.own?.length ?? 0) > 0);
  const [naming, setNaming] = useState(false);
  if (naming)
    return (
      <NameForm
        label={text.name}
        name=""
        onCancel={() => setNaming(false)}
        onName={async (name) => {
          if (await prosody.savePreset(name)) setNaming(false);
        }}
      />
    );
  return (
    <div className="preset-actions">
      <button type="button" className="button-small" disabled={!canSave} onClick={() => setNaming(true)}>
        {text.open}
      </button>
      <button type="button" className="button-small" onClick={() => void prosody.importPresets()}>
        {text.importFile}
      </button>
      {hasOwn && (
        <button type="button" className="button-small" onClick={() => void prosody.exportPresets()}>
          {text.exportAll}
        </button>
      )}
    </div>
  );
}
