/** Names and texts with which somebody may try to be more than a name. */
export const HOSTILE: readonly string[] = [
  '@everyone',
  '@here <@1002> <@!1002> <@&1002> <#2001>',
  '**b** *i* __u__ _i_ ~~s~~ ||spoiler|| `code` ```block```',
  '[your bank](https://evil.example) [x](<https://evil.example>)',
  '<https://evil.example> https://evil.example/**x**|y|`z`',
  '</join:1> <t:0:R> <:smile:1> <a:smile:1> <id:customize> :smile:',
  '\\*escaped\\* \\\\<@1002>',
  'abc\u202Etxt.exe \u2066x',
  'zero\u200Bwidth\u200D\uFEFF',
  '# big\n## less\n-# small\n> quoted\n>>> all\n- item\n* item\n+ item\n1. one\n 12. two',
  'lone \uD800 half \u0000\u0007',
  '👩‍👩‍👧‍👦 Ünïcødé',
  '# start',
  '1. start',
  '- start',
  '> start',
]
