import { icon } from '../../ui/icons.tsx';

/** A large letter over a line. */
export const TitleIcon = icon(<path d="M4 6.2V3.8h12v2.4M10 3.8v10M7.6 13.8h4.8M4 17h12" />);
