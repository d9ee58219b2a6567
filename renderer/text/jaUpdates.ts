import type { UpdateWords } from './enUpdates.ts';

export const jaUpdates: UpdateWords = {
  title: 'アップデート',
  impossible: {
    checkout: 'ソースコードから動いています。ソースコードを新しくすると更新されます。',
    archive: 'インストールした方法（新しいアーカイブ、またはシステム）で更新してください。',
    unsigned: 'このパッケージには作成者の名前がないため、自動では更新できません。',
  },
  off: 'オフです。アドレスが設定されていないため、更新の確認で通信することはありません。',
  idle: 'まだ確認していません。',
  checking: '確認しています…',
  current: '最新のバージョンです。',
  found: (version) => `バージョン ${version} があります。`,
  downloading: (version, percent) => `バージョン ${version} をダウンロードしています：${percent}`,
  ready: (version) =>
    `バージョン ${version} をダウンロードし、確認しました。終了するときにインストールされます。`,
  address: 'アップデートの取得元',
  addressText: '更新を探すアドレスです。確認するときに、ここにだけ問い合わせます。',
  addressWrong: 'https:// で始まるアドレスを入力してください。',
  keepAddress: 'アドレスを保存',
  atStart: '起動するたびに確認する',
  check: '今すぐ確認',
  download: 'ダウンロード',
  install: '終了してインストール',
};
