//! The real server, seen from outside: raw JSON over HTTP, and the real OpenStack clients (`python/`).
//!
//! Here are the tools: a server of its own for every test, and calls that show status, headers and body. The tests are in `tests/`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test program: a broken expectation ends it"
)]

use reqwest::Method;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use test_contract::server::{Server, pause};

/// A server with an empty store, and the project that the test works in.
pub struct Stage {
    /// The server.
    pub server: Server,
    /// The project.
    pub project: String,
    client: reqwest::Client,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body; `Null` if there is none, text if it is no JSON.
    pub body: Json,
    /// Where it points to.
    pub location: Option<String>,
    /// Headers.
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// The code of an error.
    pub fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }
}

/// A stack that was made.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its path below the project: `/stacks/NAME/ID`.
    pub path: String,
}

impl Stage {
    /// Starts a server; the label names its folder.
    pub async fn new(label: &str) -> Self {
        let server = Server::start(&format!("api-{label}")).unwrap();
        server.ready().await.unwrap();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { server, project: "demo".to_owned(), client }
    }

    /// The endpoint: `http://127.0.0.1:PORT/v1/PROJECT`.
    pub fn endpoint(&self) -> String {
        format!("{}/v1/{}", self.server.base(), self.project)
    }

    /// One request; `path` begins behind the project, or is a whole address.
    pub async fn send(&self, method: &str, path: &str, body: Option<Vec<u8>>) -> Answer {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.endpoint()) };
        let mut request = self.client.request(Method::from_bytes(method.as_bytes()).unwrap(), &url);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().await.unwrap();
        let headers = response.headers().clone();
        let location = headers.get("location").map(|value| value.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        let body = if text.is_empty() { Json::Null } else { serde_json::from_str(&text).unwrap_or(Json::String(text)) };
        Answer { status, body, location, headers }
    }

    /// A GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    /// A GET that must succeed.
    pub async fn read(&self, path: &str) -> Json {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "GET {path}: {}", answer.body);
        answer.body
    }

    /// A request with a JSON body.
    pub async fn call(&self, method: &str, path: &str, body: Json) -> Answer {
        self.send(method, path, Some(body.to_string().into_bytes())).await
    }

    /// Makes a stack and waits for it.
    pub async fn create(&self, name: &str, body: Json) -> Stack {
        let stack = self.begin(name, body).await;
        self.settle(&stack, "CREATE_COMPLETE").await;
        stack
    }

    /// Begins to make a stack.
    pub async fn begin(&self, name: &str, mut body: Json) -> Stack {
        body["stack_name"] = json!(name);
        let answer = self.call("POST", "/stacks", body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let id = answer.body["stack"]["id"].as_str().unwrap().to_owned();
        Stack { name: name.to_owned(), path: format!("/stacks/{name}/{id}"), id }
    }

    /// Changes a stack and waits for it.
    pub async fn update(&self, stack: &Stack, body: Json, state: &str) -> Json {
        let answer = self.call("PUT", &stack.path, body).await;
        assert_eq!(answer.status, 202, "{}", answer.body);
        self.settle(stack, state).await
    }

    /// Does something to a stack and waits for it.
    pub async fn act(&self, stack: &Stack, action: Json, state: &str) -> Answer {
        let answer = self.call("POST", &format!("{}/actions", stack.path), action).await;
        assert!(matches!(answer.status, 200 | 202), "{}: {}", answer.status, answer.body);
        self.settle(stack, state).await;
        answer
    }

    /// Waits until a stack is in a state and nothing is under way.
    pub async fn settle(&self, stack: &Stack, state: &str) -> Json {
        let mut seen = Json::Null;
        for _ in 0..600 {
            let answer = self.get(&stack.path).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            seen = answer.body["stack"].clone();
            let status = seen["stack_status"].as_str().unwrap();
            if status == state {
                return seen;
            }
            assert!(status.ends_with("IN_PROGRESS"), "waiting for {state}: {seen}");
            pause(25).await;
        }
        panic!("{state} was never reached: {seen}");
    }

    /// Waits until the operation that an answer names has ended, and shows the stack.
    pub async fn finish(&self, stack: &Stack, answer: &Answer) -> Json {
        let operation = answer.headers["x-carnot-operation"].to_str().unwrap().to_owned();
        for _ in 0..600 {
            let seen = self.read(&format!("{}/operations/{operation}", stack.path)).await;
            if seen["operation"]["finished"] == true {
                return self.read(&stack.path).await["stack"].clone();
            }
            pause(25).await;
        }
        panic!("operation {operation} never ended");
    }

    /// All that a client can see of the project, to tell whether a refused request left anything behind.
    pub async fn dump(&self) -> Json {
        let stacks = self.read("/stacks?show_deleted=true&show_nested=true&show_hidden=true").await;
        let mut dump = vec![stacks.clone()];
        for stack in stacks["stacks"].as_array().unwrap() {
            let path = format!("/stacks/{}/{}", stack["stack_name"].as_str().unwrap(), stack["id"].as_str().unwrap());
            for part in ["", "/resources", "/events", "/snapshots", "/revisions", "/operations", "/incarnations"] {
                dump.push(self.get(&format!("{path}{part}")).await.body);
            }
        }
        Json::Array(dump)
    }
}

/// The keys of an object.
pub fn keys(object: &Json) -> BTreeSet<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// A set of keys, written with spaces.
pub fn set(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

/// Values of a field of every item of a list.
pub fn column(list: &Json, field: &str) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}
