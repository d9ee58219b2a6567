export { languagesOf, primaryOf, speakersOf } from '../../../shared/speech/speakerGroups.ts';
