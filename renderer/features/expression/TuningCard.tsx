import { NEUTRAL_SETTINGS } from '../../../shared/prosody/settings.ts';
import {
  changeEdit,
  editOf,
  VOICE_RANGES,
  VOICE_SETTINGS,
  wholeVoice,
  withoutSetting,
  withSetting,
  type VoiceSetting,
} from '../../stores/expression.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { AgainIcon, SettingsIcon } from '../../ui/icons.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { usePresetInUse } from './usePresetInUse.ts';
import { settingText } from './voiceUnits.ts';

/** One setting of the whole voice: what the preset and the hand come to together, and the way back to the preset. */
function SettingSlider({ name }: { name: VoiceSetting }) {
  const { words, language } = useText();
  const text = words.expression;
  const voiceEdit = useProject(({ document }) => editOf(document));
  const edit = useProject((store) => store.edit);
  const preset = usePresetInUse();
  const { min, max, step } = VOICE_RANGES[name];
  const value = wholeVoice(voiceEdit, preset)[name];
  const isTouched = voiceEdit.settings[name] !== NEUTRAL_SETTINGS[name];

  return (
    <div className="setting" data-touched={isTouched || undefined}>
      <Slider
        label={text.settings[name]}
        hint={text.settingHints[name]}
        min={min}
        max={max}
        step={step}
        value={Math.min(max, Math.max(min, value))}
        shown={settingText(name, value, words, language)}
        onChange={(next) => edit((document) => withSetting(document, preset, name, next), { merge: name })}
      />
      {isTouched && (
        <button
          type="button"
          className="setting-reset"
          aria-label={text.reset(text.settings[name])}
          title={text.reset(text.settings[name])}
          onClick={(event) => {
            // The button goes; the slider that it belongs to keeps the keyboard where it is.
            event.currentTarget.parentElement?.querySelector('input')?.focus();
            edit((document) => withoutSetting(document, name));
          }}
        >
          <AgainIcon />
        </button>
      )}
    </div>
  );
}

/** The whole voice by hand, on top of the preset. */
export function TuningCard() {
  const { words } = useText();
  const edit = useProject((store) => store.edit);
  const settings = useProject(({ document }) => editOf(document).settings);
  const known = usePresets((store) => store.own !== null);
  const isTouched = VOICE_SETTINGS.some((name) => settings[name] !== NEUTRAL_SETTINGS[name]);
  if (!known) return null;
  return (
    <Card
      id="tuning-card"
      title={words.expression.tuning}
      icon={<SettingsIcon />}
      action={
        isTouched && (
          <button
            type="button"
            className="button-quiet"
            onClick={() =>
              edit((document) =>
                changeEdit(document, (before) => ({ ...before, settings: NEUTRAL_SETTINGS })),
              )
            }
          >
            {words.expression.resetAll}
          </button>
        )
      }
    >
      <div className="settings-list">
        {VOICE_SETTINGS.map((name) => (
          <SettingSlider key={name} name={name} />
        ))}
      </div>
    </Card>
  );
}
