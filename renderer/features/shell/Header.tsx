import type { Settings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { Choices } from '../../ui/Choices.tsx';
import { ModelIcon, MoonIcon, SettingsIcon, SunIcon, SystemIcon } from '../../ui/icons.tsx';
import { BatchChip } from '../batch/BatchChip.tsx';
import { ProjectState } from '../projects/ProjectState.tsx';
import { Seal } from '../../ui/Seal.tsx';

/** Name, language and appearance. */
export function Header() {
  const { words, language } = useText();
  const session = useSession();
  const settings = useView((store) => store.settings);
  const open = useView((store) => store.open);
  const save = (change: Partial<Settings>): void => void session.saveSettings({ ...settings, ...change });

  return (
    <header className="header">
      <Seal />
      <h1 className="header-name">{words.appName}</h1>
      <ProjectState />
      <div className="header-choices">
        <BatchChip />
        <button type="button" className="button-bar" onClick={() => open('models')}>
          <ModelIcon />
          {words.models.open}
        </button>
        <button type="button" className="button-bar" onClick={() => open('settings')}>
          <SettingsIcon />
          {words.settings.open}
        </button>
        <Choices
          legend={words.language.label}
          hideLegend
          look="bar"
          value={language}
          onChoose={(value) => save({ language: value })}
          choices={[
            { value: 'en', label: words.language.en },
            { value: 'ja', label: words.language.ja },
          ]}
        />
        <Choices
          legend={words.theme.label}
          hideLegend
          look="bar"
          value={settings.theme}
          onChoose={(theme) => save({ theme })}
          choices={[
            { value: 'system', label: words.theme.system, content: <SystemIcon /> },
            { value: 'light', label: words.theme.light, content: <SunIcon /> },
            { value: 'dark', label: words.theme.dark, content: <MoonIcon /> },
          ]}
        />
      </div>
    </header>
  );
}
