//! The templates that are measured.

use std::fmt::Write;

const HEAD: &str = "heat_template_version: 2018-08-31\n";

/// File name and text of each.
pub(crate) fn all() -> Vec<(String, String)> {
    [
        ("1-megabyte.yaml", megabyte()),
        ("1000-resources.yaml", resources()),
        ("repeat-10000.yaml", repeat()),
        ("yaql-250.yaml", queries()),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .into()
}

/// A megabyte of resources with much to say.
fn megabyte() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("parameters:\n  prefix: {type: string, default: a}\nresources:\n");
    let mut count = 0;
    while text.len() < 1_000_000 {
        let _ = write!(
            text,
            "  value_{count}:\n    type: OS::Heat::Value\n    properties:\n      type: json\n      value:\n"
        );
        for entry in 0..20 {
            let _ = writeln!(
                text,
                "        entry_{entry}:\n          name: server-{count}-{entry}.example.org\n          ports: [{entry}, 80, 443, 'x']\n          \
                 enabled: true\n          text: {{str_replace: {{template: '$p-{entry}', params: {{$p: {{get_param: prefix}}}}}}}}"
            );
        }
        count += 1;
    }
    text
}

/// A thousand resources that know of each other.
fn resources() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("parameters:\n  prefix: {type: string, default: a}\nresources:\n");
    for count in 0..1000 {
        let _ = writeln!(
            text,
            "  value_{count}:\n    type: OS::Heat::Value\n    properties:\n      value:\n        list_join: ['-', [{{get_param: prefix}}, \
             'n{count}', {{get_param: 'OS::stack_name'}}]]"
        );
        if count > 0 {
            let _ = writeln!(text, "    depends_on: value_{}", count / 2);
        }
    }
    text
}

/// Ten thousand times the same.
fn repeat() -> String {
    let names = |letter: char| (0..100).map(|n| format!("{letter}{n}")).collect::<Vec<_>>().join(", ");
    format!(
        "{HEAD}outputs:\n  all:\n    value:\n      repeat:\n        for_each:\n          <%a%>: [{}]\n          <%b%>: [{}]\n        \
         template: {{name: host-<%a%>, ports: [<%b%>, fixed], more: {{of: <%a%>-<%b%>}}}}\n",
        names('a'),
        names('b')
    )
}

/// Queries as deployments ask them.
const QUERIES: &[&str] = &[
    "$.data.servers.where($.up).select($.name)",
    "$.data.servers.orderBy($.name).select($.address).join(',')",
    "dict($.data.servers.select([$.name, $.address]))",
    "$.data.servers.groupBy($.role, $.name).toDict($[0], $[1])",
    "$.data.servers.select($.disks).flatten().distinct().len()",
    "$.data.servers.where($.role = web and $.disks.len() > 1).first(null)",
    "let(names => $.data.servers.name) -> $names.where($.startsWith('s1')).select($.toUpper())",
    "$.data.servers.toDict($.name, $.disks.sum()).items().where($[1] > 3).select($[0])",
    "$.data.servers.select(switch($.up => $.name + ' is up', true => $.name + ' is down'))",
    "$.data.servers.select($.name.replace('server', 'host').split('-').last()).aggregate($1 + int($2), 0)",
];

/// Two hundred and fifty queries of the same data.
fn queries() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("parameters:\n  servers:\n    type: json\n    default:\n");
    for server in 0..20 {
        let _ = writeln!(
            text,
            "      - {{name: server-{server}, up: {}, address: 10.0.0.{server}, role: {}, disks: [{}, 2, 3]}}",
            server % 3 != 0,
            ["web", "db"].get(server % 2).copied().unwrap_or_default(),
            server % 7
        );
    }
    text.push_str("outputs:\n");
    for count in 0..250 {
        let query = QUERIES.get(count % QUERIES.len()).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "  query_{count}:\n    value:\n      yaql:\n        expression: \"{query}\"\n        data: {{servers: {{get_param: servers}}}}"
        );
    }
    text
}
