//! `digest`: a hash of a text in Latin-1, in hexadecimal.
//!
//! The algorithms that Python guarantees and that have one length of result; what else an OpenSSL offers is not here.

use crate::evaluate::{Site, tainted, unknown_of};
use model::Diagnostic;
use model::value::Value;
use sha2::Digest;
use template::Expr;

const ALGORITHMS: &str = "'blake2b', 'blake2s', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha3_224', 'sha3_256', \
    'sha3_384', 'sha3_512', 'sha512', 'sha512_224', 'sha512_256'";

pub(super) fn evaluate(site: &Site<'_>, args: &Expr) -> Result<Value, Diagnostic> {
    let args = site.eval.value(args)?;
    if let Some(unknown) = unknown_of([&args]) {
        return Ok(unknown);
    }
    let texts: Option<Vec<&str>> = args.as_list().and_then(|items| items.iter().map(Value::as_str).collect());
    let Some(texts) = texts else {
        let message = format!("Argument to function \"{}\" must be a list of strings", site.name());
        return Err(site.fault("TypeError", message));
    };
    let &[algorithm, text] = texts.as_slice() else {
        let message = format!("Function \"{}\" usage: [\"<algorithm>\", \"<value>\"]", site.name());
        return Err(site.fault("ValueError", message));
    };
    // Characters of Latin-1 are its bytes; a wrong algorithm is told before a wrong character.
    let bytes: Result<Vec<u8>, usize> =
        text.chars().enumerate().map(|(place, c)| u8::try_from(u32::from(c)).map_err(|_| place)).collect();
    let Some(hash) = hash(&algorithm.to_lowercase(), bytes.as_deref().unwrap_or_default()) else {
        return Err(site.fault("ValueError", format!("Algorithm must be one of {{{ALGORITHMS}}}")));
    };
    if let Err(place) = bytes {
        let text = if args.has_secret() { "\u{fffd}".repeat(place + 1) } else { text.to_owned() };
        return Err(not_latin(site, &text, place));
    }
    Ok(tainted(Value::str(hash), [&args]))
}

fn hash(algorithm: &str, bytes: &[u8]) -> Option<String> {
    Some(match algorithm {
        "md5" => hex::<md5::Md5>(bytes),
        "sha1" => hex::<sha1::Sha1>(bytes),
        "sha224" => hex::<sha2::Sha224>(bytes),
        "sha256" => hex::<sha2::Sha256>(bytes),
        "sha384" => hex::<sha2::Sha384>(bytes),
        "sha512" => hex::<sha2::Sha512>(bytes),
        "sha512_224" | "sha512-224" => hex::<sha2::Sha512_224>(bytes),
        "sha512_256" | "sha512-256" => hex::<sha2::Sha512_256>(bytes),
        "sha3_224" | "sha3-224" => hex::<sha3::Sha3_224>(bytes),
        "sha3_256" | "sha3-256" => hex::<sha3::Sha3_256>(bytes),
        "sha3_384" | "sha3-384" => hex::<sha3::Sha3_384>(bytes),
        "sha3_512" | "sha3-512" => hex::<sha3::Sha3_512>(bytes),
        "blake2b" => hex::<blake2::Blake2b512>(bytes),
        "blake2s" => hex::<blake2::Blake2s256>(bytes),
        _ => return None,
    })
}

fn hex<D: Digest>(bytes: &[u8]) -> String {
    D::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Python's words about the first stretch of characters that have no byte.
fn not_latin(site: &Site<'_>, text: &str, start: usize) -> Diagnostic {
    let wide: Vec<char> = text.chars().skip(start).take_while(|c| u32::from(*c) > 255).collect();
    let end = start + wide.len();
    let (what, place) = match wide.as_slice() {
        [one] => (format!("character '{}'", escaped(*one)), format!("position {start}")),
        _ => ("characters".to_owned(), format!("position {start}-{}", end.saturating_sub(1))),
    };
    let message = format!("'latin-1' codec can't encode {what} in {place}: ordinal not in range(256)");
    site.fault("UnicodeEncodeError", message)
}

fn escaped(character: char) -> String {
    let code = u32::from(character);
    if code > 0xffff { format!("\\U{code:08x}") } else { format!("\\u{code:04x}") }
}
