//! The keys that secrets are sealed with: a small ring, the first one seals, all of them open.
//!
//! The file has a line `<key id> <base64 of 32 bytes>` per key, newest first, and is readable by its owner only.
//! Not here: which texts are sealed (`seal.rs`), and where a fleet would keep its keys.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// Why keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key file cannot be read or written.
    #[error("cannot use the key file {path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The key file's text is not what it should be.
    #[error("the key file {path} is damaged in line {line}")]
    Malformed {
        /// The file.
        path: String,
        /// The line, from 1; 0 if there is none.
        line: usize,
    },
    /// Others may read or write the key file.
    #[error("the key file {path} can be read by others; chmod 600 it")]
    Exposed {
        /// The file.
        path: String,
    },
    /// The machine gave no random bytes, or the cipher refused.
    #[error("the cipher failed")]
    Cipher,
    /// The text was sealed with a key that is not in the ring.
    #[error("the database is sealed with key {0}, which the key file does not hold; restore the file")]
    Missing(String),
    /// The sealed text is not one of ours, or not the one that belongs here.
    #[error("a sealed text does not open")]
    Sealed,
}

struct Key {
    id: String,
    bytes: Zeroizing<[u8; KEY_BYTES]>,
    cipher: RandomizedNonceKey,
}

impl Key {
    fn new(id: String, bytes: Zeroizing<[u8; KEY_BYTES]>) -> Result<Arc<Self>, KeyError> {
        let cipher = RandomizedNonceKey::new(&AES_256_GCM, &*bytes).map_err(|_| KeyError::Cipher)?;
        Ok(Arc::new(Self { id, bytes, cipher }))
    }

    fn draw() -> Result<Arc<Self>, KeyError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        let mut id = [0; 4];
        aws_lc_rs::rand::fill(&mut *bytes).map_err(|_| KeyError::Cipher)?;
        aws_lc_rs::rand::fill(&mut id).map_err(|_| KeyError::Cipher)?;
        Self::new(id.iter().map(|byte| format!("{byte:02x}")).collect(), bytes)
    }
}

/// Keys, newest first. Clones share them.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<[Arc<Key>]>,
    file: Option<Arc<Path>>,
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("ids", &self.ids().collect::<Vec<_>>()).field("file", &self.file).finish()
    }
}

impl KeyRing {
    /// A ring with a fresh key that is kept nowhere: for databases in memory.
    pub fn ephemeral() -> Result<Self, KeyError> {
        Ok(Self { keys: [Key::draw()?].into(), file: None })
    }

    /// The ring of a database file: the file of the same name with `.keys` behind it, made if there is none.
    pub fn beside(database: impl AsRef<Path>) -> Result<Self, KeyError> {
        let mut name = database.as_ref().as_os_str().to_owned();
        name.push(".keys");
        Self::load_or_create(PathBuf::from(name))
    }

    /// The ring in a file, made with one fresh key if there is none.
    pub fn load_or_create(file: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = file.as_ref();
        if let Some(ring) = Self::load(path)? {
            return Ok(ring);
        }
        let ring = Self { file: Some(path.into()), ..Self::ephemeral()? };
        match ring.save(false) {
            // Another process was faster: its keys are the keys.
            Err(KeyError::Io { source, .. }) if source.kind() == ErrorKind::AlreadyExists => {
                Self::load(path)?.ok_or_else(|| io(path, source))
            }
            saved => saved.map(|()| ring),
        }
    }

    fn load(path: &Path) -> Result<Option<Self>, KeyError> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                check_mode(path)?;
                Self::parse(&Zeroizing::new(text), path).map(Some)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io(path, error)),
        }
    }

    /// The identities of the keys, newest first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| key.id.as_str())
    }

    /// The same ring with a fresh key in front, saved.
    pub(crate) fn with_fresh_key(&self) -> Result<Self, KeyError> {
        let keys: Vec<_> = std::iter::once(Key::draw()?).chain(self.keys.iter().cloned()).collect();
        let ring = Self { keys: keys.into(), file: self.file.clone() };
        ring.save(true)?;
        Ok(ring)
    }

    /// The same ring with its newest key alone, saved.
    pub(crate) fn with_newest_key_only(&self) -> Result<Self, KeyError> {
        let ring = Self { keys: self.keys.iter().take(1).cloned().collect(), file: self.file.clone() };
        ring.save(true)?;
        Ok(ring)
    }

    /// `v1:<key id>:<base64 of nonce, cipher text and tag>`; it opens only with the same `place`.
    pub(crate) fn seal(&self, plain: &str, place: &str) -> Result<String, KeyError> {
        let key = self.keys.first().ok_or(KeyError::Cipher)?;
        let mut text = Vec::from(plain);
        let nonce = key.cipher.seal_in_place_append_tag(Aad::from(place), &mut text).map_err(|_| KeyError::Cipher)?;
        let mut whole = Vec::with_capacity(NONCE_BYTES + text.len());
        whole.extend_from_slice(nonce.as_ref());
        whole.append(&mut text);
        Ok(format!("v1:{}:{}", key.id, STANDARD.encode(whole)))
    }

    /// The plain text of what [`Self::seal`] made for the same place.
    pub(crate) fn open(&self, sealed: &str, place: &str) -> Result<Zeroizing<String>, KeyError> {
        let (id, text) = sealed.strip_prefix("v1:").and_then(|rest| rest.split_once(':')).ok_or(KeyError::Sealed)?;
        let key = self.keys.iter().find(|key| key.id == id).ok_or_else(|| KeyError::Missing(id.to_owned()))?;
        let mut whole = STANDARD.decode(text).map_err(|_| KeyError::Sealed)?;
        let (nonce, body) = whole.split_at_mut_checked(NONCE_BYTES).ok_or(KeyError::Sealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| KeyError::Sealed)?;
        let plain = key.cipher.open_in_place(nonce, Aad::from(place), body).map_err(|_| KeyError::Sealed)?;
        String::from_utf8(plain.to_vec()).map(Zeroizing::new).map_err(|_| KeyError::Sealed)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, KeyError> {
        let malformed = |line| KeyError::Malformed { path: path.display().to_string(), line };
        let mut keys = Vec::new();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (id, key) = line.trim().split_once(' ').ok_or_else(|| malformed(index + 1))?;
            let bytes = Zeroizing::new(STANDARD.decode(key.trim()).map_err(|_| malformed(index + 1))?);
            let bytes = <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map_err(|_| malformed(index + 1))?;
            if id.is_empty() || id.contains(':') {
                return Err(malformed(index + 1));
            }
            keys.push(Key::new(id.to_owned(), Zeroizing::new(bytes))?);
        }
        if keys.is_empty() {
            return Err(malformed(0));
        }
        Ok(Self { keys: keys.into(), file: Some(path.into()) })
    }

    /// Writes the file anew and puts it in place at once, so that a crash leaves the old or the new one. Unless it may `replace`,
    /// it is an error if there is one.
    fn save(&self, replace: bool) -> Result<(), KeyError> {
        let Some(path) = &self.file else { return Ok(()) };
        let mut text = Zeroizing::new(String::new());
        for key in self.keys.iter() {
            text.push_str(&key.id);
            text.push(' ');
            text.push_str(&STANDARD.encode(key.bytes.as_slice()));
            text.push('\n');
        }
        write_private(path, text.as_bytes(), replace).map_err(|error| io(path, error))
    }
}

fn write_private(path: &Path, text: &[u8], replace: bool) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let fresh = PathBuf::from(name);
    // A leftover of a crash may have been made with another mode.
    match std::fs::remove_file(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh)?;
    file.write_all(text)?;
    file.sync_all()?;
    if replace {
        std::fs::rename(&fresh, path)?;
    } else {
        let linked = std::fs::hard_link(&fresh, path);
        std::fs::remove_file(&fresh)?;
        linked?;
    }
    folder.map_or(Ok(()), |folder| std::fs::File::open(folder)?.sync_all())
}

fn check_mode(path: &Path) -> Result<(), KeyError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(|error| io(path, error))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: path.display().to_string() });
        }
    }
    Ok(())
}

fn io(path: &Path, source: std::io::Error) -> KeyError {
    KeyError::Io { path: path.display().to_string(), source }
}
